// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description The level of a requirement. A failed MUST fails a run; a failed SHOULD or MAY fails it only with --level and is otherwise only reported.
         * @enum {unknown}
         */
        Level: "MUST" | "SHOULD" | "MAY";
        /**
         * @description passed and failed are about the endpoint; inconclusive means that its responses prove nothing, untested that the case could not be run, and error that the runner or the setup of a task failed
         * @enum {unknown}
         */
        Verdict: "passed" | "failed" | "inconclusive" | "untested" | "error";
        /** @description The number of cases for each verdict. Expected failures are counted separately only. */
        Summary: {
            /** @description Selected cases */
            total: number;
            /** @description Cases that the endpoint passed */
            passed: number;
            /** @description Failed cases of every level, expected failures not counted */
            failed: number;
            /** @description Cases whose responses prove nothing */
            inconclusive: number;
            /** @description Cases that could not be run */
            untested: number;
            /** @description Cases in which the runner or the setup of a task failed */
            error: number;
            /** @description Failed cases that an expected-failures file lists */
            expectedFailures: number;
            must: components["schemas"]["LevelSummary"];
            should: components["schemas"]["LevelSummary"];
        };
        /** @description A common cause of results, such as an operation that answers every call with the same error */
        Cause: {
            /** @description The observation, in a sentence */
            what: string;
            /** @description The most severe verdict of its cases */
            verdict: components["schemas"]["Verdict"];
            /** @description The level of the most severe failure; absent if nothing failed */
            level?: components["schemas"]["Level"];
            /** @description What would change or repair it, if the runner knows */
            hint?: string;
            /** @description The id of the case that shows it most clearly */
            example: string;
            /** @description The ids of its cases */
            cases: string[];
            /** @description The number of its cases that failed at each level, or did not pass for another reason */
            counts: {
                /** @description Failed MUSTs */
                must: number;
                /** @description Failed SHOULDs */
                should: number;
                /** @description Failed MAYs */
                may: number;
                /** @description Inconclusive cases */
                inconclusive: number;
                /** @description Untested cases */
                untested: number;
                /** @description Cases that could not be carried out */
                error: number;
            };
        };
        /** @description The cases of one level */
        LevelSummary: {
            /** @description Failed cases of this level, expected failures not counted */
            failed: number;
        };
        /** @description The result of one case, with the evidence for the verdict */
        CaseResult: {
            /** @description The id of the case; the same in every run and version */
            id: string;
            /** @description The case in a few words */
            title: string;
            /** @description The kind of case, such as boundary, lifecycle or malformed */
            group: string;
            /** @description The operation that it is about */
            operation: string;
            level: components["schemas"]["Level"];
            /** @description The id of the requirement that the case is about */
            requirement: string;
            verdict: components["schemas"]["Verdict"];
            /** @description The outcome of the response, such as accepted, constraint or unknown-resource; absent if nothing was sent */
            outcome?: string;
            /** @description What conforms, in words */
            expected: string;
            /** @description The reason for the verdict, in one or two sentences */
            reason: string;
            /** @description What would change or repair it, if the runner knows */
            hint?: string;
            /** @description The requirement in words */
            statement?: string;
            /** @description The document or thread that supports the requirement */
            source: string;
            /** @description How the request differs from that of the control */
            changed?: string;
            /** @description The most similar request that must not be rejected for the same reason. A rejection counts only in comparison with it. */
            control?: {
                /** @description The id of the case that is the control */
                case: string;
                /** @description The outcome of its response; absent if it was not sent */
                outcome?: string;
                /** @description Its response in brief: status, error and message */
                answer?: string;
            };
            request?: components["schemas"]["SentRequest"];
            response?: components["schemas"]["ReceivedResponse"];
            /** @description A command for a POSIX shell, with curl, that sends the same bytes */
            curl?: string;
            /** @description What was sent before it, for the same task */
            before?: components["schemas"]["EarlierExchange"][];
            /** @description Other requirements that the response violates; each has a case of its own, which has the verdict */
            deviations?: {
                /** @description The id of the requirement */
                requirement: string;
                /** @description What the response has instead */
                found: string;
            }[];
            /** @description The entry of the expected-failures file that lists the case, which failed as expected */
            expectedFailure?: {
                /** @description Why the case is expected to fail */
                reason: string;
                /** @description A link to more information */
                link?: string;
                /** @description The last day on which the entry applies, YYYY-MM-DD */
                expires?: string;
            };
            /** @description The entry of the expected-failures file that lists the case, which was inconclusive or untested. It does not count under --strict. */
            listed?: {
                /** @description Why the case is listed */
                reason: string;
                /** @description A link to more information */
                link?: string;
                /** @description The last day on which the entry applies, YYYY-MM-DD */
                expires?: string;
            };
            /** @description The case passed although it is listed as an expected failure; this is a failure */
            unexpectedPass?: boolean;
            /** @description Repetitions of the case had different verdicts */
            flaky?: boolean;
            /** @description Milliseconds that the case took, with all its requests */
            durationMs: number;
        };
        /** @description A request that a case sends before its own, and the response */
        EarlierExchange: {
            /** @description The step in a few words */
            title: string;
            /** @description The outcome of the response */
            outcome?: string;
            request?: components["schemas"]["SentRequest"];
            response?: components["schemas"]["ReceivedResponse"];
            /** @description A command that sends the same bytes */
            curl: string;
        };
        /** @description A request as it was sent */
        SentRequest: {
            /** @description The method */
            method: string;
            /** @description The URL */
            url: string;
            /** @description Names and values in the order they were sent, with credentials redacted */
            headers: [
                string,
                string
            ][];
            /** @description The body; long repetitions and bytes that are not text are written as parts, as in cases.json */
            body: string | unknown[];
            /** @description How many bytes the body has */
            bodyBytes: number;
        };
        /** @description The response, or why there is none */
        ReceivedResponse: {
            /** @description The status code */
            status?: number;
            /** @description Names and values as received */
            headers?: [
                string,
                string
            ][];
            /** @description The first 4096 characters of the body, read as UTF-8 */
            body?: string;
            /** @description How many bytes the whole body had */
            bodyBytes?: number;
            /** @description The awsJson error in the response */
            error?: {
                /** @description The name of the error without its namespace */
                name: string;
                /** @description The places and spellings in which it was named */
                forms: string[];
                /** @description Its message */
                message?: string;
            };
            /** @description Why there is no complete response: refused, reset, timeout, … */
            failure?: string;
            /** @description Milliseconds from the start of the request to the end of the response */
            durationMs?: number;
        };
        /** @description A requirement of the contract and its verdict in this run */
        Coverage: {
            /** @description The id of the requirement */
            requirement: string;
            level: components["schemas"]["Level"];
            /** @description The ids of its selected cases */
            cases: string[];
            /** @description The worst verdict of its cases; untested if none was selected */
            verdict: components["schemas"]["Verdict"];
            /** @description Why there is no case for it */
            unobservable?: string;
        };
        /**
         * Report
         * @description The result of a run of the conformance suite against one endpoint
         */
        Report: {
            /** @description What was run */
            suite: {
                /** @description The name of the suite */
                name: string;
                /** @description The version of the contract */
                version: string;
                /** @description SHA-256 of the contract, in hexadecimal; verdicts are only comparable if it is the same */
                contractSha256: string;
            };
            /** @description The endpoint and the time of the run */
            target: {
                /** @description The URL to which requests were sent */
                endpoint: string;
                /** @description Date and time, ISO 8601 in UTC */
                startedAt: string;
                /** @description Milliseconds from the first request to the last verdict */
                durationMs: number;
            };
            /** @description The operations of the contract that were judged (--operations), and the others */
            operations?: {
                /** @description The judged operations */
                judged: string[];
                /** @description The operations that --operations all adds */
                others: string[];
            };
            /** @description The rules for failing the run; if absent, must and not strict */
            rules?: {
                /**
                 * @description The lowest level at which a failed case fails the run (--level)
                 * @enum {unknown}
                 */
                level: "must" | "should" | "may";
                /** @description Whether inconclusive and untested cases fail a run in which nothing else fails (--strict) */
                strict: boolean;
            };
            summary: components["schemas"]["Summary"];
            /** @description One entry for each selected case, in the order of the corpus */
            results: components["schemas"]["CaseResult"][];
            /** @description The causes of the results that did not pass, the most severe first. Each of these results is in exactly one cause. Expected failures are left out. */
            causes?: components["schemas"]["Cause"][];
            /** @description Problems outside the cases that fail the run, such as expected failures that match no case */
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
export type Level = components['schemas']['Level'];
export type Verdict = components['schemas']['Verdict'];
export type Summary = components['schemas']['Summary'];
export type Cause = components['schemas']['Cause'];
export type LevelSummary = components['schemas']['LevelSummary'];
export type CaseResult = components['schemas']['CaseResult'];
export type EarlierExchange = components['schemas']['EarlierExchange'];
export type SentRequest = components['schemas']['SentRequest'];
export type ReceivedResponse = components['schemas']['ReceivedResponse'];
export type Coverage = components['schemas']['Coverage'];
export type Report = components['schemas']['Report'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
