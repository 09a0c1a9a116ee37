// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CorpusOperation: {
            name: string;
            /** @description The first part of the ids of its cases. The case `<slug>/operation/known` calls it with a made-up token: where that is accepted, made-up tokens stand for open tasks. */
            slug: string;
            target: string;
            taskState: components["schemas"]["TaskState"];
        };
        /** @enum {unknown} */
        Level: "MUST" | "SHOULD" | "MAY";
        /**
         * @description What a response amounts to. `accepted` is a 2xx status with nothing or JSON in the body. Otherwise the name of the error decides, by `errorOutcomes` and whatever the status; then the status does: 501 is `not-implemented`, 429 `throttled`, any other 5xx `server-error`. `other-error` is an awsJson error of a name that the contract does not know; `malformed` is an answer in which no awsJson error can be found where one is due; `transport` is no answer.
         * @enum {unknown}
         */
        Outcome: "accepted" | "unknown-resource" | "not-permitted" | "constraint" | "serialization" | "unknown-operation" | "throttled" | "auth" | "not-implemented" | "server-error" | "other-error" | "malformed" | "transport";
        /** @enum {unknown} */
        TaskState: "open" | "cancel-requested" | "timed-out";
        CorpusRequirement: {
            id: string;
            level: components["schemas"]["Level"];
            statement: string;
            /** @enum {unknown} */
            provenance: "documented" | "protocol" | "recorded" | "inferred";
            source: string;
            /** @description The operations it speaks about */
            operations: string[];
            /** @description How a response is held against it; every check has to hold */
            checks?: components["schemas"]["ResponseCheck"][];
            /**
             * @description The responses that the checks are for: those with outcome accepted (success); unknown-resource or not-permitted (fault); constraint; any of the latter three or serialization (error); or only the response of the case itself (case)
             * @enum {unknown}
             */
            appliesTo?: "success" | "fault" | "constraint" | "error" | "case";
        };
        /** @description One of status, bodyText, header, member, errorForm or errorType */
        ResponseCheck: {
            status?: number;
            /** @description The whole body */
            bodyText?: string;
            /** @description A header's name in lower case; with matches or distinct */
            header?: string;
            /** @description Members of the body of which one is a string; names parted by | */
            member?: string;
            /** @description A regular expression that the header or member matches */
            matches?: string;
            /** @description No two responses of a run have the same value */
            distinct?: boolean;
            /** @description Where the error is named: __type, code or header */
            errorForm?: string;
            /** @description A regular expression for the name without its namespace */
            errorType?: string;
        };
        /** @description A body is the parts put together. A string is its UTF-8. `repeat` is the text `times` times. `bytes` is in hexadecimal. `taskToken` puts in the token of the prepared task, or a made-up one of `length` characters of base64, escaped for a JSON string: as JSON asks, or every character (`escape: all`). */
        BodyPart: string | {
            repeat: string;
            times: number;
        } | {
            bytes: string;
        } | {
            /** @enum {unknown} */
            taskToken: "prepared" | "made-up";
            length?: number;
            /** @enum {unknown} */
            escape?: "all";
        };
        CaseRequest: {
            method: string;
            /** @description Names and values in the order they are sent. ${host}, ${length}, ${amz-date}, ${authorization} and ${sha256} (of the body) stand for values of the run. Where they are absent, Host goes first, and X-Amz-Date, Authorization and Content-Length (or Transfer-Encoding) last. */
            headers: [
                string,
                string
            ][];
            body: components["schemas"]["BodyPart"][];
            /**
             * @description as-is adds no signature
             * @enum {unknown}
             */
            authorization?: "as-is";
            /** @enum {unknown} */
            framing?: "chunked";
        };
        Step: {
            title: string;
            request: components["schemas"]["CaseRequest"];
            outcomes: components["schemas"]["Outcome"][];
        };
        /** @description differs: a refusal passes only if the control got another answer. same: the request has a token that nobody issued; a refusal as constraint passes only if the control, with a token of the usual length, got the same answer. formMatters: the token differs from an issued one in its form too, so that a refusal unlike the control's decides nothing. */
        Control: {
            case: string;
            /** @enum {unknown} */
            relation: "differs" | "same";
            formMatters?: boolean;
        };
        Case: {
            /** @description Stable; operation, group or member, and what is special */
            id: string;
            title: string;
            group: string;
            operation: string;
            level: components["schemas"]["Level"];
            requirement: string;
            needs: {
                /** @description A task of its own in this state */
                task?: components["schemas"]["TaskState"];
                /**
                 * @description Sent by another principal than usual
                 * @enum {unknown}
                 */
                principal?: "denied" | "unknown";
                /**
                 * @description Signed for another region than usual
                 * @enum {unknown}
                 */
                region?: "other";
                /** @description The history of the execution can be read */
                history?: boolean;
                /** @description The endpoint does not take any token for an open task */
                neverIssuedTokens?: boolean;
            };
            /**
             * @description The steps and the request are sent on one connection
             * @enum {unknown}
             */
            connection?: "reused";
            /** @description What is sent first, for the same task; if an outcome is another, the case decides nothing */
            given: components["schemas"]["Step"][];
            request: components["schemas"]["CaseRequest"];
            expect: components["schemas"]["CaseExpectation"];
        };
        /** @description Everything that is said has to hold */
        CaseExpectation: {
            outcomes?: components["schemas"]["Outcome"][];
            /** @description 4 for a 4xx status */
            statusClass?: number;
            control?: components["schemas"]["Control"];
            /** @description The closing event in the history has these attributes */
            event?: {
                type: string;
                attributes: {
                    [key: string]: string;
                };
            };
            /** @description The id of a requirement with checks. The response of the case, and those of all other cases of the same operation that the requirement applies to, are held against it. */
            response?: string;
        };
        /** Corpus */
        Corpus: {
            suite: {
                name: string;
                /** @description The version of the contract */
                version: string;
                /** @description SHA-256 of spec/swf.openapi.yaml */
                contractSha256: string;
            };
            /** @description Which outcome an error stands for, by the error's name without namespace */
            errorOutcomes: {
                [key: string]: components["schemas"]["Outcome"];
            };
            operations: components["schemas"]["CorpusOperation"][];
            requirements: components["schemas"]["CorpusRequirement"][];
            cases: components["schemas"]["Case"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type CorpusOperation = components['schemas']['CorpusOperation'];
export type Level = components['schemas']['Level'];
export type Outcome = components['schemas']['Outcome'];
export type TaskState = components['schemas']['TaskState'];
export type CorpusRequirement = components['schemas']['CorpusRequirement'];
export type ResponseCheck = components['schemas']['ResponseCheck'];
export type BodyPart = components['schemas']['BodyPart'];
export type CaseRequest = components['schemas']['CaseRequest'];
export type Step = components['schemas']['Step'];
export type Control = components['schemas']['Control'];
export type Case = components['schemas']['Case'];
export type CaseExpectation = components['schemas']['CaseExpectation'];
export type Corpus = components['schemas']['Corpus'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
