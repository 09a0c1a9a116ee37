// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description passed and failed speak about the endpoint; inconclusive says that its answers prove nothing, untested that the case could not be run, error that the runner or what arranges its tasks failed
         * @enum {unknown}
         */
        Verdict: "passed" | "failed" | "inconclusive" | "untested" | "error";
        Summary: {
            /** @description Cases that were selected */
            total: number;
            passed: number;
            /** @description Failed cases of every level, expected failures not counted */
            failed: number;
            inconclusive: number;
            untested: number;
            error: number;
            /** @description Failed cases that an expected-failures file lists */
            expectedFailures: number;
            must: components["schemas"]["LevelSummary"];
            should: components["schemas"]["LevelSummary"];
        };
        LevelSummary: {
            /** @description Failed cases of this level, expected failures not counted */
            failed: number;
        };
        CaseResult: {
            id: string;
            title: string;
            group: string;
            operation: string;
            /** @enum {unknown} */
            level: "MUST" | "SHOULD" | "MAY";
            /** @description The id of the requirement that the case is about */
            requirement: string;
            verdict: components["schemas"]["Verdict"];
            /** @description What the answer amounts to; absent when nothing was sent */
            outcome?: string;
            /** @description The outcomes that conform */
            expected: string;
            /** @description Why this is the verdict */
            reason: string;
            /** @description What would enable or repair it, where the runner knows */
            hint?: string;
            /** @description The requirement in words */
            statement?: string;
            /** @description The document or thread that the requirement rests on */
            source: string;
            /** @description What differs from the control's request */
            changed?: string;
            control?: {
                case: string;
                outcome?: string;
                /** @description The control's answer in short: status, error and message */
                answer?: string;
            };
            request?: components["schemas"]["SentRequest"];
            response?: components["schemas"]["ReceivedResponse"];
            /** @description A command that sends the same bytes */
            curl?: string;
            /** @description What was sent before it, for the same task */
            before?: {
                title: string;
                outcome?: string;
                curl: string;
            }[];
            /** @description Other requirements that the response does not meet; each has a case of its own, which carries the verdict */
            deviations?: {
                requirement: string;
                found: string;
            }[];
            /** @description The entry of the expected-failures file that lists the case */
            expectedFailure?: {
                reason: string;
                link?: string;
                expires?: string;
            };
            /** @description The case passed although it is listed as expected to fail, and fails for that */
            unexpectedPass?: boolean;
            /** @description Repetitions of the case had different verdicts */
            flaky?: boolean;
            durationMs: number;
        };
        SentRequest: {
            method: string;
            url: string;
            /** @description In the order they were sent; credentials are taken out */
            headers: [
                string,
                string
            ][];
            /** @description The body; long repetitions are written as parts, as in cases.json */
            body: string | unknown[];
            bodyBytes: number;
        };
        /** @description What came, or why nothing did */
        ReceivedResponse: {
            status?: number;
            headers?: [
                string,
                string
            ][];
            /** @description The first 4096 characters of the body */
            body?: string;
            bodyBytes?: number;
            /** @description The awsJson error that was found */
            error?: {
                /** @description Without its namespace */
                name: string;
                /** @description The places and spellings in which it was named */
                forms: string[];
                message?: string;
            };
            /** @description Why there is no complete answer: refused, reset, timeout, … */
            failure?: string;
        };
        Coverage: {
            requirement: string;
            /** @enum {unknown} */
            level: "MUST" | "SHOULD" | "MAY";
            /** @description The ids of its cases that were selected */
            cases: string[];
            verdict: components["schemas"]["Verdict"];
        };
        /** Report */
        Report: {
            /** @description What was run */
            suite: {
                name: string;
                /** @description The version of the contract */
                version: string;
                /** @description SHA-256 of the contract, in hexadecimal */
                contractSha256: string;
            };
            /** @description What it was run against, and when */
            target: {
                /** @description The URL */
                endpoint: string;
                /** @description Date and time, ISO 8601 in UTC */
                startedAt: string;
                /** @description Milliseconds from the first request to the last verdict */
                durationMs: number;
            };
            summary: components["schemas"]["Summary"];
            /** @description One entry for each case that was selected, in the order of the corpus */
            results: components["schemas"]["CaseResult"][];
            /** @description What fails the run besides cases, in words; such as expected failures that match no case */
            problems?: string[];
            /** @description One entry for each requirement of the contract */
            coverage: components["schemas"]["Coverage"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Verdict = components['schemas']['Verdict'];
export type Summary = components['schemas']['Summary'];
export type LevelSummary = components['schemas']['LevelSummary'];
export type CaseResult = components['schemas']['CaseResult'];
export type SentRequest = components['schemas']['SentRequest'];
export type ReceivedResponse = components['schemas']['ReceivedResponse'];
export type Coverage = components['schemas']['Coverage'];
export type Report = components['schemas']['Report'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
