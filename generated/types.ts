// Generated from spec/ by `npm run generate`. Do not edit.

export interface paths {
    "/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskCompleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RespondActivityTaskCompleted: report that an activity task was completed
         * @description Closes the task that `taskToken` names. The optional `result` is free text and reappears in the
         *     `ActivityTaskCompleted` event of the workflow history.
         *
         *     A task is open from the time it is scheduled until it is completed, canceled, failed or timed out. A worker
         *     whose task did not succeed calls RespondActivityTaskFailed instead; a worker that was told to cancel (the
         *     heartbeat's `canceled` flag) calls RespondActivityTaskCanceled.
         *
         *     The response is empty: the AWS CLI prints nothing, boto3 documents `None`, and paws an empty list.
         *
         *     A caller without permission, or with a parameter outside its constraints, is rejected. The documents add that
         *     the `cause` of the associated event is then OPERATION_NOT_PERMITTED; no event of this operation has a cause.
         */
        post: operations["RespondActivityTaskCompleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskCanceled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RespondActivityTaskCanceled: report that an activity task was canceled
         * @description Closes the task that `taskToken` names. The optional `details` are free text and reappear in the
         *     `ActivityTaskCanceled` event of the workflow history.
         *
         *     It is meant for a task whose cancellation was requested (the heartbeat's `canceled` flag) and whose work can be
         *     undone or abandoned. The response to a call without such a request is not documented.
         *
         *     The response is empty: the AWS CLI prints nothing, boto3 documents `None`, and paws an empty list.
         *
         *     A caller without permission, or with a parameter outside its constraints, is rejected. The documents add that
         *     the `cause` of the associated event is then OPERATION_NOT_PERMITTED; no event of this operation has a cause.
         */
        post: operations["RespondActivityTaskCanceled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/#X-Amz-Target=SimpleWorkflowService.PollForActivityTask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PollForActivityTask: wait for an activity task of a task list
         * @description Used by workers to get an activity task from a task list. The service holds the connection open and responds
         *     as soon as there is a task. Without a task for 60 seconds, the response has an empty `taskToken`; a client waits at
         *     least 70 seconds. A task goes to one poller.
         */
        post: operations["PollForActivityTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/#X-Amz-Target=SimpleWorkflowService.RecordActivityTaskHeartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RecordActivityTaskHeartbeat: report that an activity task is in progress
         * @description Reports that the worker of the task is alive, and its progress. It resets the clock of the
         *     heartbeat timeout, not that of the start-to-close timeout, and writes no event of the history; the event
         *     `ActivityTaskTimedOut` has the details of the last heartbeat.
         *
         *     The response says whether the cancellation of the task was requested.
         */
        post: operations["RecordActivityTaskHeartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskFailed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RespondActivityTaskFailed: report that an activity task failed
         * @description Closes the task that `taskToken` names. The optional `reason` and `details` are free text and reappear in the
         *     `ActivityTaskFailed` event of the workflow history.
         *
         *     The response is empty.
         */
        post: operations["RespondActivityTaskFailed"];
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
        /** @description Names the task. The service makes it; to everybody else it is opaque. Whoever passes the task on passes the token with it. */
        TaskToken: string;
        RespondActivityTaskCompletedInput: {
            taskToken: components["schemas"]["TaskToken"];
            /** @description The result of the task, in a form on which worker and decider agree */
            result?: string;
        };
        RespondActivityTaskCanceledInput: {
            taskToken: components["schemas"]["TaskToken"];
            /** @description Information about the cancellation */
            details?: string;
        };
        RecordActivityTaskHeartbeatInput: {
            taskToken: components["schemas"]["TaskToken"];
            /** @description The progress of the task */
            details?: string;
        };
        RespondActivityTaskFailedInput: {
            taskToken: components["schemas"]["TaskToken"];
            /** @description The reason for the failure, in brief */
            reason?: string;
            /** @description The details of the failure */
            details?: string;
        };
        PollForActivityTaskInput: {
            /** @description The domain of the task list */
            domain: string;
            /** @description The task list to poll */
            taskList: {
                /** @description The name of the task list */
                name: string;
            };
            /** @description The identity of the worker that polls; it is recorded in the ActivityTaskStarted event */
            identity?: string;
        };
        /** @description A task for the worker */
        ActivityTask: {
            taskToken: components["schemas"]["TaskToken"];
            /** @description The id of the task, unique in the execution */
            activityId: string;
            /** @description The id of the ActivityTaskStarted event */
            startedEventId: number;
            /** @description The execution of the task */
            workflowExecution: {
                /** @description The id of the workflow */
                workflowId: string;
                /** @description The id of the run */
                runId: string;
            };
            /** @description The type of the activity */
            activityType: {
                /** @description Its name */
                name: string;
                /** @description Its version */
                version: string;
            };
            /** @description The input with which the task was scheduled */
            input?: string;
        };
        /** @description There was no task for 60 seconds. The token is present and empty; the other members were never recorded. */
        NoActivityTask: {
            /** @description Empty */
            taskToken: string;
            /** @description 0, if present */
            startedEventId?: number;
        };
        /** @description The status of the task for the worker */
        ActivityTaskStatus: {
            /** @description Whether the cancellation of the task was requested */
            cancelRequested: boolean;
        };
        /** @description A limit of the account was reached */
        LimitExceededFault: {
            __type: string;
            message?: string;
        };
        /** @description The task cannot be found, or it or its execution is already closed */
        UnknownResourceFault: {
            __type: string;
            message?: string;
        };
        /** @description The caller has no permission */
        OperationNotPermittedFault: {
            __type: string;
            message?: string;
        };
        /** @description A member violates a constraint */
        ValidationException: {
            __type: string;
            message?: string;
            Message?: string;
        };
        /** @description The body cannot be read as the operation's input */
        SerializationException: {
            __type: string;
            message?: string;
            Message?: string;
        };
        /** @description The access key is unknown */
        UnrecognizedClientException: {
            __type: string;
            message?: string;
            Message?: string;
        };
        /** @description Too many calls; try again later */
        ThrottlingException: {
            __type: string;
            message?: string;
            Message?: string;
        };
        /** @description The target names no operation of the service */
        UnknownOperationException: {
            __type: string;
            message?: string;
            Message?: string;
        };
        /** @description The service failed */
        InternalFailure: {
            __type: string;
            message?: string;
            Message?: string;
        };
        /** @description An error from the list that all AWS services share. The list is informative here: what was recorded of this service differs from it in names. */
        CommonError: {
            __type: string;
            message?: string;
            Message?: string;
        };
    };
    responses: {
        /** @description The task is closed. The body is empty. */
        Success: {
            headers: {
                "x-amzn-RequestId": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The call was rejected */
        BadRequest: {
            headers: {
                "x-amzn-RequestId": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["UnknownResourceFault"] | components["schemas"]["OperationNotPermittedFault"] | components["schemas"]["ValidationException"] | components["schemas"]["SerializationException"] | components["schemas"]["UnrecognizedClientException"] | components["schemas"]["ThrottlingException"] | components["schemas"]["UnknownOperationException"] | components["schemas"]["CommonError"];
                "application/json": components["schemas"]["UnknownResourceFault"] | components["schemas"]["OperationNotPermittedFault"] | components["schemas"]["ValidationException"] | components["schemas"]["SerializationException"] | components["schemas"]["UnrecognizedClientException"] | components["schemas"]["ThrottlingException"] | components["schemas"]["UnknownOperationException"] | components["schemas"]["CommonError"];
            };
        };
        /** @description A task, or none after 60 seconds */
        ActivityTaskOrNone: {
            headers: {
                "x-amzn-RequestId": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["ActivityTask"] | components["schemas"]["NoActivityTask"];
                "application/json": components["schemas"]["ActivityTask"] | components["schemas"]["NoActivityTask"];
            };
        };
        /** @description The heartbeat was recorded */
        ActivityTaskStatus: {
            headers: {
                "x-amzn-RequestId": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["ActivityTaskStatus"];
                "application/json": components["schemas"]["ActivityTaskStatus"];
            };
        };
        /** @description The call was rejected */
        BadPoll: {
            headers: {
                "x-amzn-RequestId": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["UnknownResourceFault"] | components["schemas"]["OperationNotPermittedFault"] | components["schemas"]["LimitExceededFault"] | components["schemas"]["ValidationException"] | components["schemas"]["SerializationException"] | components["schemas"]["UnrecognizedClientException"] | components["schemas"]["ThrottlingException"] | components["schemas"]["UnknownOperationException"] | components["schemas"]["CommonError"];
                "application/json": components["schemas"]["UnknownResourceFault"] | components["schemas"]["OperationNotPermittedFault"] | components["schemas"]["LimitExceededFault"] | components["schemas"]["ValidationException"] | components["schemas"]["SerializationException"] | components["schemas"]["UnrecognizedClientException"] | components["schemas"]["ThrottlingException"] | components["schemas"]["UnknownOperationException"] | components["schemas"]["CommonError"];
            };
        };
        /** @description The call was rejected before it reached the operation */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["CommonError"];
                "application/json": components["schemas"]["CommonError"];
            };
        };
        /** @description The operation does not exist */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["CommonError"];
                "application/json": components["schemas"]["CommonError"];
            };
        };
        /** @description The service failed; the call may be repeated */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["InternalFailure"];
                "application/json": components["schemas"]["InternalFailure"];
            };
        };
        /** @description The service is unavailable for the moment; the call may be repeated */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["CommonError"];
                "application/json": components["schemas"]["CommonError"];
            };
        };
    };
    parameters: {
        /** @description Older clients send `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
        ContentEncoding: "amz-1.0";
    };
    requestBodies: never;
    headers: {
        /**
         * @description The identifier of the request, a UUID in every recording
         * @example 0976f0f4-3ff6-11e1-9a27-0760db01a4a8
         */
        RequestId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    RespondActivityTaskCompleted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the operation. The longer form, with `com.amazonaws.swf.service.model.` before this one, is accepted too.
                 * @example SimpleWorkflowService.RespondActivityTaskCompleted
                 */
                "X-Amz-Target": "SimpleWorkflowService.RespondActivityTaskCompleted";
                /** @description Older clients send `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
                "Content-Encoding"?: components["parameters"]["ContentEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The task and its result */
        requestBody: {
            content: {
                "application/x-amz-json-1.0": components["schemas"]["RespondActivityTaskCompletedInput"];
                "application/json; charset=UTF-8": components["schemas"]["RespondActivityTaskCompletedInput"];
            };
        };
        responses: {
            200: components["responses"]["Success"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    RespondActivityTaskCanceled: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the operation. The longer form, with `com.amazonaws.swf.service.model.` before this one, is accepted too.
                 * @example SimpleWorkflowService.RespondActivityTaskCanceled
                 */
                "X-Amz-Target": "SimpleWorkflowService.RespondActivityTaskCanceled";
                /** @description Older clients send `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
                "Content-Encoding"?: components["parameters"]["ContentEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The task and details of its cancellation */
        requestBody: {
            content: {
                "application/x-amz-json-1.0": components["schemas"]["RespondActivityTaskCanceledInput"];
                "application/json; charset=UTF-8": components["schemas"]["RespondActivityTaskCanceledInput"];
            };
        };
        responses: {
            200: components["responses"]["Success"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    PollForActivityTask: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the operation. The longer form, with `com.amazonaws.swf.service.model.` before this one, is accepted too.
                 * @example SimpleWorkflowService.PollForActivityTask
                 */
                "X-Amz-Target": "SimpleWorkflowService.PollForActivityTask";
                /** @description Older clients send `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
                "Content-Encoding"?: components["parameters"]["ContentEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The task list and the identity of the worker */
        requestBody: {
            content: {
                "application/x-amz-json-1.0": components["schemas"]["PollForActivityTaskInput"];
                "application/json; charset=UTF-8": components["schemas"]["PollForActivityTaskInput"];
            };
        };
        responses: {
            200: components["responses"]["ActivityTaskOrNone"];
            400: components["responses"]["BadPoll"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    RecordActivityTaskHeartbeat: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the operation. The longer form, with `com.amazonaws.swf.service.model.` before this one, is accepted too.
                 * @example SimpleWorkflowService.RecordActivityTaskHeartbeat
                 */
                "X-Amz-Target": "SimpleWorkflowService.RecordActivityTaskHeartbeat";
                /** @description Older clients send `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
                "Content-Encoding"?: components["parameters"]["ContentEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The task and its progress */
        requestBody: {
            content: {
                "application/x-amz-json-1.0": components["schemas"]["RecordActivityTaskHeartbeatInput"];
                "application/json; charset=UTF-8": components["schemas"]["RecordActivityTaskHeartbeatInput"];
            };
        };
        responses: {
            200: components["responses"]["ActivityTaskStatus"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    RespondActivityTaskFailed: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the operation. The longer form, with `com.amazonaws.swf.service.model.` before this one, is accepted too.
                 * @example SimpleWorkflowService.RespondActivityTaskFailed
                 */
                "X-Amz-Target": "SimpleWorkflowService.RespondActivityTaskFailed";
                /** @description Older clients send `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
                "Content-Encoding"?: components["parameters"]["ContentEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The task and why it failed */
        requestBody: {
            content: {
                "application/x-amz-json-1.0": components["schemas"]["RespondActivityTaskFailedInput"];
                "application/json; charset=UTF-8": components["schemas"]["RespondActivityTaskFailedInput"];
            };
        };
        responses: {
            200: components["responses"]["Success"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
