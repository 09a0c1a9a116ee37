// Generated from spec/ by `npm run generate`. Do not edit.

export interface paths {
    "/_swf-mock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell who answers
         * @description The path may end in a slash.
         */
        get: operations["describeMock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tasks that the mock remembers */
        get: operations["listTasks"];
        put?: never;
        /**
         * Open a task
         * @description The task is open from now on, as if a worker had just received it from PollForActivityTask.
         */
        post: operations["openTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Schedule a task
         * @description The first PollForActivityTask of its task list, domain and region takes it.
         */
        post: operations["scheduleTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/settled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait until a task is closed */
        post: operations["waitForTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/polled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait until a worker waits for a task
         * @description A poll is held that names what is named here, now or later.
         */
        post: operations["waitForPoll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/arrival": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait until a call arrives
         * @description The oldest call that fits and that no such wait has given before, or the next one. A poll arrives when it is answered.
         */
        post: operations["waitForCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/idle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait until no task is scheduled or open */
        post: operations["waitUntilIdle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a task */
        post: operations["describeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/request-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request the cancellation of a task
         * @description As a decider does. A task that is still scheduled is canceled by it; 409 when it is closed.
         */
        post: operations["requestCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the worker is alive
         * @description As RecordActivityTaskHeartbeat does; tells whether the worker is to cancel. 409 when the task is closed, or still scheduled.
         */
        post: operations["heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a task as failed
         * @description As RespondActivityTaskFailed does. 409 when the task is closed, or still scheduled.
         */
        post: operations["failTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the events of a task
         * @description The request to cancel it and the event that closed it, as GetWorkflowExecutionHistory has them.
         */
        post: operations["taskEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/tasks/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the history of a task's execution
         * @description Every event of the execution, as GetWorkflowExecutionHistory has them. The events of workflow and decider are told by their types alone.
         */
        post: operations["taskHistory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the mock's clock forward
         * @description Tasks whose time is up time out; delayed answers that are due are sent.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/scripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is prescribed and not used up
         * @description A behaviour without a number of times is listed until it is used once.
         */
        get: operations["listPending"];
        put?: never;
        /**
         * Prescribe what calls of an operation get
         * @description Of several requests that fit a call, the last one applies; when it is used up, the one before it does. `followedBy` prescribes what comes next, in its order.
         */
        post: operations["prescribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the calls that arrived */
        get: operations["listCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the access document
         * @description Policies by access key id; `*` speaks of every caller. `null` lets everybody do everything.
         */
        put: operations["setAccess"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_swf-mock/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the mock as new, or forget the calls only */
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Mock: {
            /** @constant */
            name: "swf-mock";
            version: string;
            /**
             * @description How a token that nobody opened is taken
             * @enum {string}
             */
            tasks: "any" | "declared";
            now: components["schemas"]["Time"];
        };
        /** @description ISO 8601, on the mock's clock */
        Time: string;
        Seconds: number;
        TaskToken: string;
        OpenTaskInput: {
            domain?: string;
            region?: string;
            workflowId?: string;
            runId?: string;
            activityId?: string;
            taskList?: components["schemas"]["Name"];
            activityType?: components["schemas"]["ActivityType"];
            input?: components["schemas"]["Input"];
            startToCloseTimeout?: components["schemas"]["Seconds"];
            heartbeatTimeout?: components["schemas"]["Seconds"];
        };
        ScheduleTaskInput: {
            domain?: components["schemas"]["Name"];
            region?: components["schemas"]["Name"];
            workflowId?: components["schemas"]["Name"];
            runId?: string;
            activityId?: components["schemas"]["Name"];
            taskList?: components["schemas"]["Name"];
            activityType?: components["schemas"]["ActivityType"];
            input?: components["schemas"]["Input"];
            scheduleToStartTimeout?: components["schemas"]["Seconds"];
            scheduleToCloseTimeout?: components["schemas"]["Seconds"];
            startToCloseTimeout?: components["schemas"]["Seconds"];
            heartbeatTimeout?: components["schemas"]["Seconds"];
        };
        Name: string;
        ActivityType: {
            name: components["schemas"]["Name"];
            version: string;
        };
        Input: string;
        /** @description How long to wait, in real time; 5 without it */
        WaitSeconds: number;
        WaitInput: {
            seconds?: components["schemas"]["WaitSeconds"];
        };
        WaitForTaskInput: {
            taskToken: components["schemas"]["TaskToken"];
            seconds?: components["schemas"]["WaitSeconds"];
        };
        WaitForPollInput: {
            taskList?: components["schemas"]["Name"];
            domain?: components["schemas"]["Name"];
            region?: components["schemas"]["Name"];
            seconds?: components["schemas"]["WaitSeconds"];
        };
        WaitForCallInput: {
            /** @description An operation of the contract */
            operation: string;
            /** @description Members of the input and the values that they must have; without it every call fits */
            match?: {
                [key: string]: unknown;
            };
            seconds?: components["schemas"]["WaitSeconds"];
        };
        WaitingPoll: {
            operation: string;
            taskList: string;
            domain: string;
            region: string;
            input: {
                [key: string]: unknown;
            };
            at: components["schemas"]["Time"];
            accessKeyId?: string;
        };
        HeartbeatInput: {
            taskToken: components["schemas"]["TaskToken"];
            details?: string;
        };
        TaskTokenInput: {
            taskToken: components["schemas"]["TaskToken"];
        };
        FailTaskInput: {
            taskToken: components["schemas"]["TaskToken"];
            reason?: string;
            details?: string;
        };
        AdvanceClockInput: {
            seconds: number;
        };
        ResetInput: {
            /** @description True forgets the recorded calls and nothing else */
            calls?: boolean;
        };
        PrescribeInput: {
            /** @description An operation of the contract */
            operation: string;
            /** @description Members of the input and the values that they must have; without it every call fits */
            match?: {
                [key: string]: unknown;
            };
            behaviour: components["schemas"]["Behaviour"];
            times?: components["schemas"]["Times"];
            /** @description What comes next, in this order; what has no `times` comes last */
            followedBy?: {
                behaviour: components["schemas"]["Behaviour"];
                times?: components["schemas"]["Times"];
            }[];
        };
        /** @description For how many calls; without it for all */
        Times: number;
        Prescription: {
            operation: string;
            match?: {
                [key: string]: unknown;
            };
            behaviour: components["schemas"]["Behaviour"];
            times?: components["schemas"]["Times"];
        };
        /** @description At most one of fault, throttle, serverError, networkError and reply; delaySeconds on top or alone */
        Behaviour: {
            /** @description A fault of the operation, or an error of the framework */
            fault?: string;
            /** @description The text of the fault */
            message?: string;
            /** @constant */
            throttle?: true;
            /** @constant */
            serverError?: true;
            /** @constant */
            networkError?: true;
            reply?: {
                status?: number;
                headers?: {
                    [key: string]: string;
                };
                body?: string | Record<string, never>;
            };
            delaySeconds?: number;
        };
        /** @description An IAM policy document, or several, for each access key id */
        AccessDocument: {
            [key: string]: Record<string, never> | unknown[];
        } | null;
        Task: {
            taskToken: components["schemas"]["TaskToken"];
            /** @enum {string} */
            state: "scheduled" | "open" | "cancel-requested" | "completed" | "canceled" | "failed" | "timed-out";
            domain: string;
            region: string;
            workflowId: string;
            runId: string;
            activityId: string;
            taskList?: string;
            activityType?: components["schemas"]["ActivityType"];
            input?: string;
            /** @description The latest 100, oldest first */
            heartbeats: {
                at: components["schemas"]["Time"];
                details?: string;
            }[];
            /** @description The event that closed the task, with what the closing call said */
            closedBy?: {
                event: string;
                result?: string;
                details?: string;
                reason?: string;
                /** @enum {string} */
                timeoutType?: "SCHEDULE_TO_START" | "SCHEDULE_TO_CLOSE" | "START_TO_CLOSE" | "HEARTBEAT";
            };
        };
        Heartbeat: {
            cancelRequested: boolean;
        };
        /** @description Next to these stands the member with the attributes, named after the event */
        HistoryEvent: {
            eventId: number;
            eventType: string;
            /** @description Seconds since 1970 */
            eventTimestamp: number;
        } & {
            [key: string]: unknown;
        };
        Call: {
            /** @description Absent when the request named no operation of the contract */
            operation?: string;
            /** @description X-Amz-Target of a request that named no operation of the contract */
            target?: string;
            /** @description As sent; empty when it could not be read */
            input: {
                [key: string]: unknown;
            };
            /** @description accepted, replied, network-error, passed, or the name of an error */
            outcome: string;
            status?: number;
            /** @description Why it was refused, in more words than the client got */
            reason?: string;
            at: components["schemas"]["Time"];
            requestId: string;
            region: string;
            accessKeyId?: string;
        };
        Done: {
            /** @constant */
            done: true;
        };
        Refusal: {
            /** @description What was wrong, where, and what to do */
            error: string;
        };
    };
    responses: {
        /** @description The task as it is now */
        Task: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Task"];
            };
        };
        /** @description 409: it has not happened in time; the error lists the calls so far. Everything else as usual. */
        NotInTime: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description 400: the request is not understood. 403: the caller may not use the control API. 404: there is no such task, or no such path. 405: the path has another method. 409: the mock's memory is full, or the task is closed or still scheduled. 413: the body is too large. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
    };
    parameters: never;
    requestBodies: {
        TaskToken: {
            content: {
                "application/json": components["schemas"]["TaskTokenInput"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    describeMock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mock"];
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    listTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks, open ones first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tasks: components["schemas"]["Task"][];
                    };
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    openTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OpenTaskInput"];
            };
        };
        responses: {
            201: components["responses"]["Task"];
            "4XX": components["responses"]["Refused"];
        };
    };
    scheduleTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScheduleTaskInput"];
            };
        };
        responses: {
            201: components["responses"]["Task"];
            "4XX": components["responses"]["Refused"];
        };
    };
    waitForTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaitForTaskInput"];
            };
        };
        responses: {
            200: components["responses"]["Task"];
            "4XX": components["responses"]["NotInTime"];
        };
    };
    waitForPoll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WaitForPollInput"];
            };
        };
        responses: {
            /** @description The poll */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingPoll"];
                };
            };
            "4XX": components["responses"]["NotInTime"];
        };
    };
    waitForCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaitForCallInput"];
            };
        };
        responses: {
            /** @description The call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            "4XX": components["responses"]["NotInTime"];
        };
    };
    waitUntilIdle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WaitInput"];
            };
        };
        responses: {
            /** @description All tasks are closed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            "4XX": components["responses"]["NotInTime"];
        };
    };
    describeTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["TaskToken"];
        responses: {
            200: components["responses"]["Task"];
            "4XX": components["responses"]["Refused"];
        };
    };
    requestCancel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["TaskToken"];
        responses: {
            200: components["responses"]["Task"];
            "4XX": components["responses"]["Refused"];
        };
    };
    heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeartbeatInput"];
            };
        };
        responses: {
            /** @description Whether the cancellation of the task was requested */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    failTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FailTaskInput"];
            };
        };
        responses: {
            200: components["responses"]["Task"];
            "4XX": components["responses"]["Refused"];
        };
    };
    taskEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["TaskToken"];
        responses: {
            /** @description The events, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["HistoryEvent"][];
                    };
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    taskHistory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["TaskToken"];
        responses: {
            /** @description The events, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["HistoryEvent"][];
                    };
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdvanceClockInput"];
            };
        };
        responses: {
            /** @description The time that it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: components["schemas"]["Time"];
                    };
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    listPending: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The prescribed behaviours, in the order in which they were prescribed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scripts: components["schemas"]["Prescription"][];
                    };
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    prescribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrescribeInput"];
            };
        };
        responses: {
            /** @description It is prescribed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrescribeInput"];
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    listCalls: {
        parameters: {
            query?: {
                /** @description Only calls of this operation */
                operation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calls, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        calls: components["schemas"]["Call"][];
                    };
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    setAccess: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessDocument"];
            };
        };
        responses: {
            /** @description It holds from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
    reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResetInput"];
            };
        };
        responses: {
            /** @description It is done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            "4XX": components["responses"]["Refused"];
        };
    };
}
