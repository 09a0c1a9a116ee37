// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CorpusOperation: {
            /** @description The name of the operation in X-Amz-Target */
            name: string;
            /** @description The first part of the ids of its cases */
            slug: string;
            /** @description The default value of X-Amz-Target */
            target: string;
            /** @description The additional document of the contract that has the operation; a run judges it only on request */
            document?: string;
            /** @description How many seconds a call waits for a task; absent for an operation that does not wait */
            waits?: number;
            /** @description JSON pointer to the task token in the response to a call that waits for a task; the token is empty if there was none */
            taken?: string;
            /** @description The task state for which the operation is documented */
            taskState: components["schemas"]["TaskState"];
            /** @description JSON pointer to the member of the input that names the task; absent if none does */
            token?: string;
            /** @description The case that calls it with a made-up token or, if it names no task, with the smallest valid request. If that is accepted, made-up tokens can stand for open tasks. */
            known: string;
            /** @description The case of the smallest call that must be accepted */
            accepted: string;
            /** @description The names of its own faults; errors of other names are shared by all services */
            faults: string[];
            /** @description JSON Schema of the request's body */
            input: {
                [key: string]: unknown;
            };
            /** @description The requirement for each constraint of the input */
            constraints: components["schemas"]["StatedConstraint"][];
            /** @description The event with which an accepted call closes the task; absent if it closes none */
            event?: {
                /** @description The type of the event, such as ActivityTaskCompleted */
                type: string;
                /** @description The members of the input that the event repeats, as attributes of the same names */
                attributes: string[];
            };
            /** @description JSON Schema of `{ status, headers, body }` of the response to an accepted call, for what no other requirement checks. Header names are in lower case; `body` is the JSON value, or the text if it is not JSON. */
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
         * @description A failed MUST fails a run; a failed SHOULD or MAY fails it only with --level
         * @enum {unknown}
         */
        Level: "MUST" | "SHOULD" | "MAY";
        /**
         * @description The outcome of a response. `accepted` is a 2xx status with an empty or JSON body. Otherwise, the name of the error decides, by `errorOutcomes` and regardless of the status; then the status: 501 is `not-implemented`, 429 `throttled`, any other 5xx `server-error`. `other-error` is an awsJson error with a name that the contract does not have; `malformed` is a response without the awsJson error that it must have; `transport` is no complete response. For a call that waits for a task, `held` is no response in time, and `idle` is an accepted call without a task.
         * @enum {unknown}
         */
        Outcome: "accepted" | "unknown-resource" | "not-permitted" | "constraint" | "serialization" | "unknown-operation" | "throttled" | "auth" | "not-implemented" | "server-error" | "other-error" | "malformed" | "transport" | "held" | "idle";
        /**
         * @description The task waits in a task list, is open, is open with a cancellation requested, or has timed out
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
             * @description An AWS document says so; AWS JSON 1.0, HTTP or JSON says so; bytes of the real service are published; or it is inferred or unknown
             * @enum {unknown}
             */
            provenance: "documented" | "protocol" | "recorded" | "inferred";
            /** @description The document and the place in it, or the public thread */
            source: string;
            /** @description The operations to which it applies */
            operations: string[];
            /** @description Why there is no case for it */
            unobservable?: string;
            /** @description Whether requirements on responses say nothing of the answers to its requests */
            unbound?: boolean;
            /** @description The checks of a response; all of them must hold */
            checks?: components["schemas"]["ResponseCheck"][];
            /**
             * @description The responses to which the checks apply: those with outcome accepted (success); those that name a fault of the operation's own (fault); those with outcome constraint; with outcome unknown-resource, not-permitted, constraint or serialization (error); every response (any); or only the response of the case itself (case)
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
            /** @description Members of the body, one of which is a string; names separated by | */
            member?: string;
            /** @description A regular expression that the header or member must match */
            matches?: string;
            /** @description No two responses of a run have the same value */
            distinct?: boolean;
            /** @description Where the error is named: __type, code or header */
            errorForm?: string;
            /** @description A regular expression for the name without its namespace */
            errorType?: string;
            /** @description A message that names a length (`length less than or equal to 32768`) must name the limit that the request violates */
            limit?: boolean;
            /**
             * @description utf-8: the body is UTF-8 without a byte order mark; identity: it has no content coding that the request does not accept
             * @enum {unknown}
             */
            readable?: "utf-8" | "identity";
            /** @description The response fits the `response` of its operation */
            described?: boolean;
        };
        /** @description A body is the concatenation of its parts. A string is its UTF-8. `repeat` is the text `times` times. `bytes` is in hexadecimal. `taskToken` inserts the token of the prepared task, of its sibling, or a made-up one, escaped for a JSON string: as JSON asks, or every character (`escape: all`). A made-up token has `length` characters. Its form is that of the endpoint's own tokens, and so is its length by default; if the endpoint issues none, it is base64 and has 576 characters. `change` alters the token of the prepared task: the case of one letter, a space before or after it, the last character omitted, or one added. */
        BodyPart: string | {
            /** @description A text */
            repeat: string;
            /** @description The number of repetitions */
            times: number;
        } | {
            /** @description Hexadecimal, two digits for each byte */
            bytes: string;
        } | {
            /**
             * @description Which token is inserted
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
             * @description Every character as \uXXXX
             * @enum {unknown}
             */
            escape?: "all";
        } | {
            /**
             * @description A value of the task that is scheduled, escaped for a JSON string
             * @enum {unknown}
             */
            taskValue: "domain" | "taskList" | "activityId" | "workflowId" | "runId" | "activityTypeName" | "activityTypeVersion";
            /** @description The text if the case has no task */
            otherwise: string;
        };
        CaseRequest: {
            /** @description The method */
            method: string;
            /** @description Names and values in the order they are sent. ${host}, ${length}, ${amz-date}, ${authorization} and ${sha256} (of the body) stand for values of the run. If they are absent, Host goes first, and X-Amz-Date, Authorization and Content-Length (or Transfer-Encoding) last. */
            headers: [
                string,
                string
            ][];
            /** @description The parts of the body, in their order; none for no body */
            body: components["schemas"]["BodyPart"][];
            /**
             * @description as-is adds no signature and none of its headers
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
            /** @description The number of seconds after the previous step */
            after?: number;
            /** @description What is sent */
            request: components["schemas"]["CaseRequest"];
            /** @description The outcomes with which the case continues */
            outcomes: components["schemas"]["Outcome"][];
            /** @description The id of a case; if its response is the same as that of the step, the case is inconclusive */
            differsFrom?: string;
        };
        /** @description differs: a rejection passes only if the control got a different response. same: the request has a token that was never issued; a rejection as constraint passes only if the control, with a token of the usual length, got the same response. like: nothing was prepared for the request, so a rejection decides nothing, unless its outcome is constraint and the control's is not. madeUp: the control if the token of the case is made up (needs.orMadeUp). formMatters: the token also differs from an issued one in its form, so a rejection unlike the control's decides nothing. */
        Control: {
            /** @description The id of the case that is the control */
            case: string;
            /** @description The id of the control for a made-up token */
            madeUp?: string;
            /**
             * @description The required relation of the two responses
             * @enum {unknown}
             */
            relation: "differs" | "same" | "like";
            /** @description Whether the form of the token may be a separate reason */
            formMatters?: boolean;
        };
        Case: {
            /** @description Stable; operation, group or member, and what is special */
            id: string;
            /** @description The case in a few words */
            title: string;
            /** @description The kind of case, such as boundary or lifecycle */
            group: string;
            /** @description The operation that it is about */
            operation: string;
            /** @description The level of the requirement */
            level: components["schemas"]["Level"];
            /** @description The id of the requirement that it tests */
            requirement: string;
            /** @description The other operations that it calls */
            alsoCalls?: string[];
            /** @description What the case needs before it can be sent; empty for nothing */
            needs: {
                /** @description A task of its own in this state */
                task?: components["schemas"]["TaskState"];
                /** @description The input that the task is scheduled with, as the parts of a text */
                input?: components["schemas"]["BodyPart"][];
                /** @description The timeouts of the task, in seconds; no other timeout can expire during the run */
                timeouts?: {
                    /** @description Between two heartbeats */
                    heartbeatTimeout?: number;
                    /** @description From the start of the task */
                    startToCloseTimeout?: number;
                };
                /** @description Another open task of the same workflow execution */
                sibling?: boolean;
                /** @description The task is scheduled while the request waits, not before */
                later?: boolean;
                /** @description If no such task is available, a made-up token stands for it */
                orMadeUp?: boolean;
                /**
                 * @description The principal, if it is not the usual one
                 * @enum {unknown}
                 */
                principal?: "denied" | "unknown";
                /**
                 * @description The region of the signature, if it is not the usual one
                 * @enum {unknown}
                 */
                region?: "other";
                /** @description No made-up token can stand for the task */
                issued?: boolean;
                /** @description The history of the execution can be read */
                history?: boolean;
                /** @description The endpoint is not configured to treat any token as an open task */
                neverIssuedTokens?: boolean;
            };
            /**
             * @description Whether the steps and the request are sent on one connection
             * @enum {unknown}
             */
            connection?: "reused";
            /** @description What is sent first, for the same task; if an outcome is unexpected, the case is inconclusive */
            given: components["schemas"]["Step"][];
            /** @description The request that is judged */
            request: components["schemas"]["CaseRequest"];
            /** @description The number of seconds after the last step */
            after?: number;
            /** @description Requests for the same task that are sent at the same moment as `request`, each on its own connection, which has been opened before */
            together?: components["schemas"]["CaseRequest"][];
            /**
             * @description The case runs after all others, or after the endpoint was then restarted. Its request is sent once for each task that an accepted call of the run closed; the first unexpected response decides.
             * @enum {unknown}
             */
            when?: "end" | "restarted";
            /** @description The conforming result */
            expect: components["schemas"]["CaseExpectation"];
        };
        /** @description All members must hold */
        CaseExpectation: {
            /** @description The outcomes that conform */
            outcomes?: components["schemas"]["Outcome"][];
            /** @description Outcomes that fail even if the control got the same response */
            never?: components["schemas"]["Outcome"][];
            /** @description Exactly one of the request and those in `together` is accepted */
            acceptedOnce?: boolean;
            /** @description 4 for a 4xx status */
            statusClass?: number;
            /** @description Members of the response body, by JSON pointer, and their values; a list is the parts of a text */
            members?: {
                [key: string]: (string | boolean | number) | components["schemas"]["BodyPart"][];
            };
            /** @description The control with which a rejection is compared */
            control?: components["schemas"]["Control"];
            /** @description The closing event in the history has these attributes */
            event?: {
                /** @description The type of the event, such as ActivityTaskCompleted */
                type: string;
                /** @description Attributes of the event and their values; a list is the parts of a text */
                attributes: {
                    [key: string]: string | components["schemas"]["BodyPart"][];
                };
                /** @description Attributes that the event does not have */
                without?: string[];
            };
            /** @description The history of the execution after the request */
            history?: {
                /** @description There is no new event since before the request */
                unchanged?: boolean;
                /** @description How many events closed the task */
                closingEvents?: number;
                /** @description Attributes of the closing event; each is the id of the last event of this type before it */
                ids?: {
                    [key: string]: string;
                };
                /** @description The same for attributes that the closing event may lack */
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
            /** @description The source of the corpus */
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
                /** @description The name in the credential scope of a signature */
                signingName: string;
                /** @description The prefixes of an operation in X-Amz-Target; the first is the default */
                targetPrefixes: string[];
            };
            /** @description The outcome of each error, by the error's name without namespace */
            errorOutcomes: {
                [key: string]: components["schemas"]["Outcome"];
            };
            /** @description Every operation of the contract */
            operations: components["schemas"]["CorpusOperation"][];
            /** @description Every requirement of the contract, in the order of the contract */
            requirements: components["schemas"]["CorpusRequirement"][];
            /** @description Every case, grouped by operation */
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
