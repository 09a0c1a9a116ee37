// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Service: {
            /** @description The service's name in signatures and policies */
            "signing-name": string;
            /** @description What stands before the operation in X-Amz-Target; the first is the usual one */
            "target-prefixes": [
                string,
                ...string[]
            ];
        };
        /** @description The states of a task. A state with closed-by is one of a closed task. */
        TaskStates: {
            [key: string]: components["schemas"]["TaskStateWords"];
        };
        TaskStateWords: {
            /** @description The event that closes the task */
            "closed-by"?: string;
            /** @description The event of a state in which the task is not closed */
            "entered-by"?: string;
            /** @description The events of the history between the one before and this */
            after?: string[];
            /** @description The event that comes after the task was closed */
            "followed-by"?: string;
            /** @description What the event says besides the call: an integer, a value of the task, or the id of an event */
            attributes?: {
                [key: string]: number | string;
            };
        };
        Effect: {
            /** @description The event that an accepted call closes the task with */
            "closes-with"?: string;
            /** @description The member whose text is kept as the details of the latest heartbeat */
            beats?: string;
            /** @description The state of the task that an accepted call hands over; it is open then */
            takes?: string;
            /** @description For how many seconds a call waits for such a task */
            waits?: number;
            /** @description The example of the answer when there was none */
            idle?: string;
            /** @description The state of task that the documents mean the operation for; open unless given */
            from?: string;
        } & (unknown | unknown | unknown);
        DocumentHead: {
            title: string;
            summary?: string;
            description: string;
        };
        /**
         * @description The value of a task that a member holds
         * @enum {unknown}
         */
        TaskValue: "task.taskToken" | "task.domain" | "task.taskList" | "task.workflowId" | "task.runId" | "task.activityId" | "task.activityType.name" | "task.activityType.version" | "task.input" | "task.cancelRequested" | "event.open";
        /**
         * @description What an error amounts to
         * @enum {unknown}
         */
        ErrorOutcome: "unknown-resource" | "not-permitted" | "constraint" | "serialization" | "unknown-operation" | "throttled" | "auth" | "server-error";
        ErrorForm: {
            /** @description What stands before the name in __type */
            namespace: string;
            /**
             * @description Whether it is modelled for operations, or shared by all of them
             * @enum {unknown}
             */
            kind: "fault" | "framework";
            /**
             * @description The member that has its text
             * @enum {unknown}
             */
            "message-key": "message" | "Message";
            /** @description Its text where there is nothing more precise to say */
            message?: string;
            outcome: components["schemas"]["ErrorOutcome"];
        };
        Requirements: components["schemas"]["Requirement"][];
        Requirement: {
            /** @description Lower-case words joined by dots and hyphens */
            id: string;
            /** @enum {unknown} */
            level: "MUST" | "SHOULD" | "MAY";
            statement: string;
            /** @enum {unknown} */
            provenance: "documented" | "protocol" | "recorded" | "inferred";
            source: string;
            "corroborated-by"?: string;
            keyword?: string;
            member?: string;
            /** @enum {unknown} */
            about?: "optional" | "characters" | "astral" | "checked-first" | "closing-event" | "closed-task" | "closed-for-good" | "closed-once" | "event-ids" | "one-closing-event" | "following-event";
            /** @description Why no call to an endpoint can show it */
            unobservable?: string;
            /**
             * @description Nobody knows in which form such a request is answered, so requirements on responses say nothing of its answer
             * @constant
             */
            unbound?: true;
            /** @enum {unknown} */
            for?: "success" | "fault" | "constraint" | "error" | "any";
            check?: [
                components["schemas"]["ResponseCheckWords"],
                ...components["schemas"]["ResponseCheckWords"][]
            ];
        };
        ResponseCheckWords: {
            /** @description The status code */
            status?: number;
            /** @description The whole body */
            "body-text"?: string;
            /** @description A header, in lower case, with matches or distinct */
            header?: string;
            /** @description Members of an error of which one is a string; names parted by | */
            member?: string;
            /** @description A regular expression that the header or the member matches */
            matches?: string;
            /**
             * @description No two responses of a run have the same value
             * @constant
             */
            distinct?: true;
            /**
             * @description Where the error is named
             * @enum {unknown}
             */
            "error-form"?: "__type" | "code" | "header";
            /**
             * @description A message that names a limit names the one that the request breaks
             * @constant
             */
            limit?: true;
            /**
             * @description The body is UTF-8 without a byte order mark, or in no coding that was not asked for
             * @enum {unknown}
             */
            readable?: "utf-8" | "identity";
            /** @description A regular expression for the error's name without its namespace */
            "error-type"?: string;
        };
        /** ContractWords */
        ContractWords: {
            document?: {
                "x-service": components["schemas"]["Service"];
                "x-task-states": components["schemas"]["TaskStates"];
                /** @description The documents that have more operations than the usual one */
                "x-documents"?: {
                    [key: string]: components["schemas"]["DocumentHead"];
                };
                "x-requirements"?: components["schemas"]["Requirements"];
            };
            operation?: {
                /** @description What the ids of the operation's cases begin with */
                "x-case-prefix"?: string;
                /** @description The document of x-documents that has the operation */
                "x-document"?: string;
                "x-effect"?: components["schemas"]["Effect"];
                "x-requirements"?: components["schemas"]["Requirements"];
            };
            schema?: {
                "x-value"?: components["schemas"]["TaskValue"];
                /** @description The condition key of policies that has the value of the member */
                "x-condition-key"?: string;
                /**
                 * @description Only the service makes values of it, such as a token of the next page
                 * @constant
                 */
                "x-opaque"?: true;
                "x-error"?: components["schemas"]["ErrorForm"];
                /** @description What each error of a list amounts to, by its name */
                "x-error-outcomes"?: {
                    [key: string]: components["schemas"]["ErrorOutcome"];
                };
                "x-requirements"?: components["schemas"]["Requirements"];
            };
            response?: {
                "x-requirements"?: components["schemas"]["Requirements"];
                /** @description A documented response, exactly */
                "x-example"?: Record<string, never>;
            };
            securityScheme?: {
                /** @description A word of Amazon API Gateway */
                "x-amazon-apigateway-authtype"?: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Service = components['schemas']['Service'];
export type TaskStates = components['schemas']['TaskStates'];
export type TaskStateWords = components['schemas']['TaskStateWords'];
export type Effect = components['schemas']['Effect'];
export type DocumentHead = components['schemas']['DocumentHead'];
export type TaskValue = components['schemas']['TaskValue'];
export type ErrorOutcome = components['schemas']['ErrorOutcome'];
export type ErrorForm = components['schemas']['ErrorForm'];
export type Requirements = components['schemas']['Requirements'];
export type Requirement = components['schemas']['Requirement'];
export type ResponseCheckWords = components['schemas']['ResponseCheckWords'];
export type ContractWords = components['schemas']['ContractWords'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
