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
         * Report that an activity task was completed
         * @description Closes the task that `taskToken` names. The optional `result` is free text and reappears in the
         *     `ActivityTaskCompleted` event of the workflow history.
         *
         *     A task is open from the time it is scheduled until it is completed, canceled, failed or timed out. A worker
         *     whose task did not succeed answers with RespondActivityTaskFailed instead; one that was told to cancel (the
         *     heartbeat's `canceled` flag) answers with RespondActivityTaskCanceled.
         *
         *     There is nothing to return: the AWS CLI prints nothing, boto3 documents `None`, and paws an empty list.
         *
         *     A caller without permission, or with a parameter outside its constraints, is refused. The documents add that
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
         * Report that an activity task was canceled
         * @description Closes the task that `taskToken` names. The optional `details` are free text and reappear in the
         *     `ActivityTaskCanceled` event of the workflow history.
         *
         *     It is meant for a task whose cancellation was requested (the heartbeat's `canceled` flag) and whose work can be
         *     undone or abandoned. What a call without such a request gets is not documented.
         *
         *     There is nothing to return: the AWS CLI prints nothing, boto3 documents `None`, and paws an empty list.
         *
         *     A caller without permission, or with a parameter outside its constraints, is refused. The documents add that
         *     the `cause` of the associated event is then OPERATION_NOT_PERMITTED; no event of this operation has a cause.
         */
        post: operations["RespondActivityTaskCanceled"];
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
            /** @description The result of the task, in whatever form worker and decider agreed on */
            result?: string;
        };
        RespondActivityTaskCanceledInput: {
            taskToken: components["schemas"]["TaskToken"];
            /** @description What there is to say about the cancellation */
            details?: string;
        };
        /** @description The task cannot be found, it is closed already, or its execution is */
        UnknownResourceFault: {
            __type: string;
            message?: string;
        };
        /** @description The caller may not do this */
        OperationNotPermittedFault: {
            __type: string;
            message?: string;
        };
        /** @description A member breaks a constraint */
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
        /** @description The call was refused */
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
        /** @description Refused before the operation was looked at */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/x-amz-json-1.0": components["schemas"]["CommonError"];
                "application/json": components["schemas"]["CommonError"];
            };
        };
        /** @description There is no such operation */
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
        /** @description Older clients say `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
        ContentEncoding: "amz-1.0";
    };
    requestBodies: never;
    headers: {
        /** @description The identifier of the request, a UUID in every recording */
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
                /** @description Names the operation. The longer form, with `com.amazonaws.swf.service.model.` before this one, is accepted too. */
                "X-Amz-Target": "SimpleWorkflowService.RespondActivityTaskCompleted";
                /** @description Older clients say `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
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
                /** @description Names the operation. The longer form, with `com.amazonaws.swf.service.model.` before this one, is accepted too. */
                "X-Amz-Target": "SimpleWorkflowService.RespondActivityTaskCanceled";
                /** @description Older clients say `amz-1.0`; it does not change the body. It belongs to the content type `application/json; charset=UTF-8`. */
                "Content-Encoding"?: components["parameters"]["ContentEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The task and what there is to say about its cancellation */
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
}
