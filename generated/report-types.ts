// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description How binding a requirement is. A failed MUST fails a run, a failed SHOULD only where it is asked for, and a failed MAY is told and no more, unless asked for too.
         * @enum {unknown}
         */
        Level: "MUST" | "SHOULD" | "MAY";
        /**
         * @description passed and failed speak about the endpoint; inconclusive says that its answers prove nothing, untested that the case could not be run, error that the runner or what arranges its tasks failed
         * @enum {unknown}
         */
        Verdict: "passed" | "failed" | "inconclusive" | "untested" | "error";
        /** @description How many cases have which verdict. Expected failures are counted by themselves and nowhere else. */
        Summary: {
            /** @description Cases that were selected */
            total: number;
            /** @description Cases that the endpoint passed */
            passed: number;
            /** @description Failed cases of every level, expected failures not counted */
            failed: number;
            /** @description Cases whose answers prove nothing */
            inconclusive: number;
            /** @description Cases that could not be run */
            untested: number;
            /** @description Cases in which the runner or what arranges its tasks failed */
            error: number;
            /** @description Failed cases that an expected-failures file lists */
            expectedFailures: number;
            must: components["schemas"]["LevelSummary"];
            should: components["schemas"]["LevelSummary"];
        };
        /** @description One thing that results rest on, such as an operation that answers every call with the same error */
        Cause: {
            /** @description What was seen, in a sentence */
            what: string;
            /** @description The gravest of its cases' verdicts */
            verdict: components["schemas"]["Verdict"];
            /** @description The level of the gravest failure; absent where nothing failed */
            level?: components["schemas"]["Level"];
            /** @description What would enable or repair it, where the runner knows */
            hint?: string;
            /** @description The id of the case that shows it best */
            example: string;
            /** @description The ids of the cases that rest on it */
            cases: string[];
            /** @description How many of them failed at each level, or did not pass in another way */
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
        /** @description What was found out by one case, with everything that the verdict rests on */
        CaseResult: {
            /** @description The id of the case; the same in every run and version */
            id: string;
            /** @description The case in a few words */
            title: string;
            /** @description What kind of case it is, such as boundary, lifecycle or malformed */
            group: string;
            /** @description The operation that it is about */
            operation: string;
            level: components["schemas"]["Level"];
            /** @description The id of the requirement that the case is about */
            requirement: string;
            verdict: components["schemas"]["Verdict"];
            /** @description What the answer amounts to, such as accepted, constraint or unknown-resource; absent when nothing was sent */
            outcome?: string;
            /** @description What conforms, in words */
            expected: string;
            /** @description Why this is the verdict, in one or two sentences */
            reason: string;
            /** @description What would enable or repair it, where the runner knows */
            hint?: string;
            /** @description The requirement in words */
            statement?: string;
            /** @description The document or thread that the requirement rests on */
            source: string;
            /** @description What the request has that that of the control has not */
            changed?: string;
            /** @description The nearest request that is not refused for the same reason. A refusal proves something only beside it. */
            control?: {
                /** @description The id of the case that is the control */
                case: string;
                /** @description What its answer amounts to; absent when it was not sent */
                outcome?: string;
                /** @description Its answer in short: status, error and message */
                answer?: string;
            };
            request?: components["schemas"]["SentRequest"];
            response?: components["schemas"]["ReceivedResponse"];
            /** @description A command for a POSIX shell, with curl, that sends the same bytes */
            curl?: string;
            /** @description What was sent before it, for the same task */
            before?: components["schemas"]["EarlierExchange"][];
            /** @description Other requirements that the response does not meet; each has a case of its own, which carries the verdict */
            deviations?: {
                /** @description The id of the requirement */
                requirement: string;
                /** @description What the response has instead */
                found: string;
            }[];
            /** @description The entry of the expected-failures file that lists the case, which failed as it says */
            expectedFailure?: {
                /** @description Why the case is expected to fail */
                reason: string;
                /** @description Where more is written about it */
                link?: string;
                /** @description The last day on which the entry counts, YYYY-MM-DD */
                expires?: string;
            };
            /** @description The entry of the expected-failures file that lists the case, which was inconclusive or untested. It does not count under --strict. */
            listed?: {
                /** @description Why the case is listed */
                reason: string;
                /** @description Where more is written about it */
                link?: string;
                /** @description The last day on which the entry counts, YYYY-MM-DD */
                expires?: string;
            };
            /** @description The case passed although it is listed as expected to fail, and fails for that */
            unexpectedPass?: boolean;
            /** @description Repetitions of the case had different verdicts */
            flaky?: boolean;
            /** @description Milliseconds that the case took, with all its requests */
            durationMs: number;
        };
        /** @description A request that a case needs to have been sent before its own, and the answer */
        EarlierExchange: {
            /** @description The step in a few words */
            title: string;
            /** @description What the answer amounts to */
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
            /** @description Names and values in the order they were sent; credentials are taken out */
            headers: [
                string,
                string
            ][];
            /** @description The body; long repetitions and bytes that are no text are written as parts, as in cases.json */
            body: string | unknown[];
            /** @description How many bytes the body has */
            bodyBytes: number;
        };
        /** @description What came, or why nothing did */
        ReceivedResponse: {
            /** @description The status code */
            status?: number;
            /** @description Names and values as they came */
            headers?: [
                string,
                string
            ][];
            /** @description The first 4096 characters of the body, read as UTF-8 */
            body?: string;
            /** @description How many bytes the whole body had */
            bodyBytes?: number;
            /** @description The awsJson error that was found */
            error?: {
                /** @description The name of the error without its namespace */
                name: string;
                /** @description The places and spellings in which it was named */
                forms: string[];
                /** @description Its message */
                message?: string;
            };
            /** @description Why there is no complete answer: refused, reset, timeout, … */
            failure?: string;
            /** @description Milliseconds from the start of the request to the end of the answer */
            durationMs?: number;
        };
        /** @description A requirement of the contract, and what this run says about it */
        Coverage: {
            /** @description The id of the requirement */
            requirement: string;
            level: components["schemas"]["Level"];
            /** @description The ids of its cases that were selected */
            cases: string[];
            /** @description The worst verdict of its cases; untested where none was selected */
            verdict: components["schemas"]["Verdict"];
            /** @description Why there is no case for it */
            unobservable?: string;
        };
        /**
         * Report
         * @description What a run of the conformance suite found out about one endpoint
         */
        Report: {
            /** @description What was run */
            suite: {
                /** @description The name of the suite */
                name: string;
                /** @description The version of the contract */
                version: string;
                /** @description SHA-256 of the contract, in hexadecimal; verdicts compare only where it is the same */
                contractSha256: string;
            };
            /** @description What it was run against, and when */
            target: {
                /** @description The URL that requests were sent to */
                endpoint: string;
                /** @description Date and time, ISO 8601 in UTC */
                startedAt: string;
                /** @description Milliseconds from the first request to the last verdict */
                durationMs: number;
            };
            /** @description Which operations of the contract were judged (--operations), and which were not */
            operations?: {
                /** @description Those that were */
                judged: string[];
                /** @description Those that --operations all judges as well */
                others: string[];
            };
            /** @description What fails the run; must and not strict where it is absent */
            rules?: {
                /**
                 * @description The lowest level at which a failed case fails the run (--level)
                 * @enum {unknown}
                 */
                level: "must" | "should" | "may";
                /** @description Whether inconclusive and untested cases fail a run in which nothing else does (--strict) */
                strict: boolean;
            };
            summary: components["schemas"]["Summary"];
            /** @description One entry for each case that was selected, in the order of the corpus */
            results: components["schemas"]["CaseResult"][];
            /** @description What the results that did not pass come down to, the gravest first: results that rest on one thing are together, and each is in one of them. Expected failures are left out. */
            causes?: components["schemas"]["Cause"][];
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
