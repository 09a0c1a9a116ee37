// Generated from spec/ by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CaseTemplate: {
            /** @description The end of the case's id */
            id: string;
            title: string;
            /** @description The id of the requirement that the case exercises */
            requirement?: string;
            /**
             * @description The operation's own requirement about this, instead of one by its id
             * @enum {unknown}
             */
            "requirement-about"?: "closing-event";
            /** @description The operations that the case is for; all unless given */
            operations?: [
                string,
                ...string[]
            ];
            /**
             * @description What other cases and the runner know it as: the smallest call for a task that is ready, or with a token that nobody issued
             * @enum {unknown}
             */
            role?: "accepted" | "known";
            /**
             * @description There is no such case for an operation that names no task
             * @enum {unknown}
             */
            about?: "task";
            /**
             * @description The state of the task that is named
             * @enum {unknown}
             */
            task?: "ready" | "open" | "cancel-requested" | "timed-out";
            /**
             * @description The state of the task that is named where the endpoint makes tasks; a token that nobody issued stands for it elsewhere
             * @enum {unknown}
             */
            prefers?: "ready" | "open";
            /** @enum {unknown} */
            principal?: "denied" | "unknown";
            /** @enum {unknown} */
            region?: "other";
            needs?: {
                /** @description The input that the task is scheduled with */
                input?: unknown[];
                /** @description The timeouts of the task */
                timeouts?: {
                    [key: string]: number;
                };
                /**
                 * @description Another open task of the same workflow execution
                 * @constant
                 */
                sibling?: true;
                /**
                 * @description The task is scheduled while the request waits
                 * @constant
                 */
                later?: true;
                /**
                 * @description No made-up token can stand for the task
                 * @constant
                 */
                issued?: true;
                /** @constant */
                history?: true;
                /** @constant */
                neverIssuedTokens?: true;
            };
            /** @enum {unknown} */
            connection?: "reused";
            /** @description The request is sent so many times at the same moment */
            "at-once"?: number;
            given?: components["schemas"]["StepTemplate"][];
            request: components["schemas"]["RequestTemplate"];
            /** @description The request is sent so many seconds after the last step */
            after?: number;
            expect: components["schemas"]["ExpectationTemplate"];
        };
        StepTemplate: {
            title: string;
            /** @description The step is sent so many seconds after the one before, or after the task was made */
            after?: number;
            request: components["schemas"]["RequestTemplate"];
            outcomes: components["schemas"]["OutcomesTemplate"];
        };
        RequestTemplate: {
            method?: string;
            headers?: [
                string,
                string
            ][];
            /** @description The body with placeholders */
            body: string;
            /** @enum {unknown} */
            authorization?: "as-is";
            /** @enum {unknown} */
            framing?: "chunked";
        };
        /** @description Outcomes one by one, or a set of them by its name */
        OutcomesTemplate: ("answered" | "refused" | "orderly") | [
            components["schemas"]["OutcomeName"],
            ...components["schemas"]["OutcomeName"][]
        ];
        /** @enum {unknown} */
        OutcomeName: "accepted" | "unknown-resource" | "not-permitted" | "constraint" | "serialization" | "unknown-operation" | "throttled" | "auth" | "not-implemented" | "server-error" | "other-error" | "malformed" | "transport" | "held" | "idle";
        ExpectationTemplate: {
            outcomes?: components["schemas"]["OutcomesTemplate"];
            /** @enum {unknown} */
            status?: "4xx";
            /** @constant */
            acceptedOnce?: true;
            /** @description Members of the body of the answer, by JSON pointer */
            members?: {
                [key: string]: string | boolean | number | unknown[];
            };
            control?: {
                /** @description The end of the id of another case of the same operation */
                case: string;
                /** @enum {unknown} */
                relation: "differs" | "same" | "like";
                formMatters?: boolean;
            };
            event?: {
                /** @description The event; that which closes the task unless given */
                type?: string;
                attributes: {
                    [key: string]: string;
                };
                without?: string[];
            };
            history?: {
                /** @constant */
                unchanged?: true;
                closingEvents?: number;
            };
            /** @description The id of a requirement with checks */
            response?: string;
        };
        /** CaseTemplates */
        CaseTemplates: components["schemas"]["CaseTemplate"][];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type CaseTemplate = components['schemas']['CaseTemplate'];
export type StepTemplate = components['schemas']['StepTemplate'];
export type RequestTemplate = components['schemas']['RequestTemplate'];
export type OutcomesTemplate = components['schemas']['OutcomesTemplate'];
export type OutcomeName = components['schemas']['OutcomeName'];
export type ExpectationTemplate = components['schemas']['ExpectationTemplate'];
export type CaseTemplates = components['schemas']['CaseTemplates'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
