// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CorpusOperation: {
            /** @description The operation as X-Amz-Target names it */
            name: string;
            /** @description The first part of the ids of its cases */
            slug: string;
            /** @description The usual value of X-Amz-Target */
            target: string;
            /** @description The document of the contract that has it besides the whole; a run judges it only where it is asked to */
            document?: string;
            /** @description For how many seconds a call waits for a task; absent for an operation that answers at once */
            waits?: number;
            /** @description JSON pointer to the token of the task in the answer to a call that waits for one; empty where there was none */
            taken?: string;
            /** @description The state of task that the operation is documented for */
            taskState: components["schemas"]["TaskState"];
            /** @description JSON pointer to the member of the input that names the task; absent where none does */
            token?: string;
            /** @description The case that calls it with a made-up token, or, where it names no task, with the smallest valid request. Where that is accepted, made-up tokens stand for open tasks. */
            known: string;
            /** @description The case of the smallest call that has to be accepted */
            accepted: string;
            /** @description The names of its own faults; errors of other names are shared by all services */
            faults: string[];
            /** @description JSON Schema of the request's body */
            input: {
                [key: string]: unknown;
            };
            /** @description Which requirement states each constraint of the input */
            constraints: components["schemas"]["StatedConstraint"][];
            /** @description The event by which an accepted call closes the task; absent where it closes none */
            event?: {
                /** @description Such as ActivityTaskCompleted */
                type: string;
                /** @description The members of the input that the event repeats, as attributes of the same names */
                attributes: string[];
            };
            /** @description JSON Schema of `{ status, headers, body }` of the answer to an accepted call, as far as no other requirement checks it. Header names are in lower case; `body` is the JSON value, or the text where it is none. */
            response?: {
                [key: string]: unknown;
            };
        };
        StatedConstraint: {
            /** @description JSON pointer into the input; /0 stands for every item of a list */
            member: string;
            /** @description The keyword of JSON Schema, such as maxLength or required */
            keyword: string;
            /** @description The id of the requirement */
            requirement: string;
        };
        /**
         * @description A failed MUST fails a run; a SHOULD does where that was asked for; a MAY is reported only
         * @enum {unknown}
         */
        Level: "MUST" | "SHOULD" | "MAY";
        /**
         * @description What a response amounts to. `accepted` is a 2xx status with nothing or JSON in the body. Otherwise the name of the error decides, by `errorOutcomes` and whatever the status; then the status does: 501 is `not-implemented`, 429 `throttled`, any other 5xx `server-error`. `other-error` is an awsJson error of a name that the contract does not know; `malformed` is an answer in which no awsJson error can be found where one is due; `transport` is no answer. Where a call waits for a task, `held` is no answer within a second, and `idle` an accepted call that got none.
         * @enum {unknown}
         */
        Outcome: "accepted" | "unknown-resource" | "not-permitted" | "constraint" | "serialization" | "unknown-operation" | "throttled" | "auth" | "not-implemented" | "server-error" | "other-error" | "malformed" | "transport" | "held" | "idle";
        /**
         * @description A task that waits in a task list, that is open, that is open and whose cancellation was requested, or whose time is up
         * @enum {unknown}
         */
        TaskState: "scheduled" | "open" | "cancel-requested" | "timed-out";
        CorpusRequirement: {
            /** @description Stable; reports and expected failures refer to it */
            id: string;
            level: components["schemas"]["Level"];
            /** @description The fact, in words */
            statement: string;
            /**
             * @description An AWS document says so; AWS JSON 1.0, HTTP or JSON say so; bytes of the real service are published; or it is reasoned or unknown
             * @enum {unknown}
             */
            provenance: "documented" | "protocol" | "recorded" | "inferred";
            /** @description The document and the place in it, or the public thread */
            source: string;
            /** @description The operations it speaks about */
            operations: string[];
            /** @description Why there is no case for it */
            unobservable?: string;
            /** @description How a response is held against it; every check has to hold */
            checks?: components["schemas"]["ResponseCheck"][];
            /**
             * @description The responses that the checks are for: those with outcome accepted (success); those that name a fault of the operation's own (fault); those with outcome constraint; with outcome unknown-resource, not-permitted, constraint or serialization (error); every response (any); or only the response of the case itself (case)
             * @enum {unknown}
             */
            appliesTo?: "success" | "fault" | "constraint" | "error" | "any" | "case";
        };
        /** @description One of status, bodyText, header, member, errorForm, errorType, limit, readable or described */
        ResponseCheck: {
            /** @description The status code */
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
            /** @description A message that names a length (`length less than or equal to 32768`) names the limit that the request breaks */
            limit?: boolean;
            /**
             * @description utf-8: the body is UTF-8 without a byte order mark; identity: it is in no content coding that the request did not ask for
             * @enum {unknown}
             */
            readable?: "utf-8" | "identity";
            /** @description The response fits the `response` of its operation */
            described?: boolean;
        };
        /** @description A body is the parts put together. A string is its UTF-8. `repeat` is the text `times` times. `bytes` is in hexadecimal. `taskToken` puts in the token of the prepared task, of its sibling, or a made-up one, escaped for a JSON string: as JSON asks, or every character (`escape: all`). A made-up token has `length` characters. Its form is that of the endpoint's own tokens, and so is its length where none is given; where the endpoint issues none, it is base64, and of 576 characters. `change` alters the token of the prepared task: one letter in the other case, a space before or behind, the last character left out, or one added. */
        BodyPart: string | {
            /** @description A text */
            repeat: string;
            /** @description How often it stands there */
            times: number;
        } | {
            /** @description Hexadecimal, two digits for each byte */
            bytes: string;
        } | {
            /**
             * @description Which token stands there
             * @enum {unknown}
             */
            taskToken: "prepared" | "sibling" | "made-up";
            /** @description Characters of a made-up token */
            length?: number;
            /**
             * @description How the token of the prepared task is altered
             * @enum {unknown}
             */
            change?: "other-case" | "space-before" | "space-after" | "shorter" | "longer";
            /**
             * @description Every character is written as \uXXXX
             * @enum {unknown}
             */
            escape?: "all";
        } | {
            /**
             * @description A value of the task that is scheduled, escaped for a JSON string
             * @enum {unknown}
             */
            taskValue: "domain" | "taskList" | "activityId" | "workflowId" | "runId" | "activityTypeName" | "activityTypeVersion";
            /** @description What stands there where the case has no task */
            otherwise: string;
        };
        CaseRequest: {
            /** @description The method */
            method: string;
            /** @description Names and values in the order they are sent. ${host}, ${length}, ${amz-date}, ${authorization} and ${sha256} (of the body) stand for values of the run. Where they are absent, Host goes first, and X-Amz-Date, Authorization and Content-Length (or Transfer-Encoding) last. */
            headers: [
                string,
                string
            ][];
            /** @description The parts of the body, in their order; none for no body */
            body: components["schemas"]["BodyPart"][];
            /**
             * @description as-is adds no signature, and what takes part in one is left out
             * @enum {unknown}
             */
            authorization?: "as-is";
            /**
             * @description The body is sent in chunks instead of with a length
             * @enum {unknown}
             */
            framing?: "chunked";
        };
        Step: {
            /** @description What the step does */
            title: string;
            /** @description So many seconds after the step before */
            after?: number;
            /** @description What is sent */
            request: components["schemas"]["CaseRequest"];
            /** @description The outcomes with which the case goes on */
            outcomes: components["schemas"]["Outcome"][];
            /** @description The id of a case; when its answer is the same as that of the step, the case decides nothing */
            differsFrom?: string;
        };
        /** @description differs: a rejection passes only if the control got another answer. same: the request has a token that nobody issued; a rejection as constraint passes only if the control, with a token of the usual length, got the same answer. like: nothing was prepared for the request, so that a rejection decides nothing, unless it is a constraint and the control was not refused for one. madeUp: the control where the token of the case is made up (needs.orMadeUp). formMatters: the token differs from an issued one in its form too, so that a rejection unlike the control's decides nothing. */
        Control: {
            /** @description The id of the case that is the control */
            case: string;
            /** @description The id of the control for a made-up token */
            madeUp?: string;
            /**
             * @description How the two answers have to relate
             * @enum {unknown}
             */
            relation: "differs" | "same" | "like";
            /** @description Whether the form of the token may be a reason of its own */
            formMatters?: boolean;
        };
        Case: {
            /** @description Stable; operation, group or member, and what is special */
            id: string;
            /** @description The case in a few words */
            title: string;
            /** @description What kind of case it is, such as boundary or lifecycle */
            group: string;
            /** @description The operation that it is about */
            operation: string;
            /** @description The level of the requirement */
            level: components["schemas"]["Level"];
            /** @description The id of the requirement that it exercises */
            requirement: string;
            /** @description The other operations that it calls */
            alsoCalls?: string[];
            /** @description What there has to be before it can be sent; empty for nothing */
            needs: {
                /** @description A task of its own in this state */
                task?: components["schemas"]["TaskState"];
                /** @description The input that the task is scheduled with, as the parts of a text */
                input?: components["schemas"]["BodyPart"][];
                /** @description The timeouts of the task, in seconds; it has no others that could pass in the run */
                timeouts?: {
                    /** @description Between two heartbeats */
                    heartbeatTimeout?: number;
                    /** @description From when the task was started */
                    startToCloseTimeout?: number;
                };
                /** @description Another open task of the same workflow execution */
                sibling?: boolean;
                /** @description The task is scheduled while the request waits, not before */
                later?: boolean;
                /** @description Where no such task can be had, a made-up token stands for it */
                orMadeUp?: boolean;
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
                /** @description No made-up token can stand for the task */
                issued?: boolean;
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
            /** @description The request that is judged */
            request: components["schemas"]["CaseRequest"];
            /** @description So many seconds after the last step */
            after?: number;
            /** @description Requests for the same task that are sent at the same moment as `request`, each on a connection of its own that has been opened before */
            together?: components["schemas"]["CaseRequest"][];
            /**
             * @description The case is run when all others have been, or after the endpoint was restarted then. Its request is sent once for each task that an accepted call of the run closed; one that gets an unexpected answer stands for all.
             * @enum {unknown}
             */
            when?: "end" | "restarted";
            /** @description What conforms */
            expect: components["schemas"]["CaseExpectation"];
        };
        /** @description Everything that is said has to hold */
        CaseExpectation: {
            /** @description The outcomes that conform */
            outcomes?: components["schemas"]["Outcome"][];
            /** @description Outcomes that fail also where the control got the same answer */
            never?: components["schemas"]["Outcome"][];
            /** @description Of the request and those sent together with it exactly one is accepted */
            acceptedOnce?: boolean;
            /** @description 4 for a 4xx status */
            statusClass?: number;
            /** @description Members of the body of the answer, by JSON pointer, and their values; a list is the parts of a text, put together */
            members?: {
                [key: string]: (string | boolean | number) | components["schemas"]["BodyPart"][];
            };
            /** @description Beside what a rejection counts */
            control?: components["schemas"]["Control"];
            /** @description The closing event in the history has these attributes */
            event?: {
                /** @description Such as ActivityTaskCompleted */
                type: string;
                /** @description Attributes of the event and their values; a list is the parts of a body, put together */
                attributes: {
                    [key: string]: string | components["schemas"]["BodyPart"][];
                };
                /** @description Attributes that the event does not have */
                without?: string[];
            };
            /** @description What the history of the execution has after the request */
            history?: {
                /** @description No event came since before the request */
                unchanged?: boolean;
                /** @description How many events closed the task */
                closingEvents?: number;
                /** @description Attributes of the closing event, each the id of the last event of this type before it */
                ids?: {
                    [key: string]: string;
                };
                /** @description The same, of attributes that the closing event need not have */
                optionalIds?: {
                    [key: string]: string;
                };
                /** @description The type of an event that comes after the closing event */
                after?: string;
            };
            /** @description The id of a requirement with checks. The response of the case, and those of all other cases of the same operation that the requirement applies to, are held against it. */
            response?: string;
        };
        /** Corpus */
        Corpus: {
            /** @description What the corpus was computed from */
            suite: {
                /** @description Always swf-contract */
                name: string;
                /** @description The version of the contract */
                version: string;
                /** @description SHA-256 of spec/swf.openapi.yaml */
                contractSha256: string;
            };
            /** @description How requests name the service */
            service: {
                /** @description In the credential scope of a signature */
                signingName: string;
                /** @description What stands before an operation in X-Amz-Target; the first is the usual one */
                targetPrefixes: string[];
            };
            /** @description Which outcome an error stands for, by the error's name without namespace */
            errorOutcomes: {
                [key: string]: components["schemas"]["Outcome"];
            };
            /** @description Every operation of the contract */
            operations: components["schemas"]["CorpusOperation"][];
            /** @description Every requirement of the contract, in the order of the contract */
            requirements: components["schemas"]["CorpusRequirement"][];
            /** @description Every case; those of an operation stand together */
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
export type StatedConstraint = components['schemas']['StatedConstraint'];
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
