// Generated from spec/ by `npm run generate`. Do not edit.
import type { components, operations } from './types.js';

/** Where and how a value breaks the contract, in the form of Ajv. */
export type Violation = {
  keyword: string;
  /** JSON pointer to the offending value, '' for the whole. */
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
  message?: string;
};

/** Tells whether a value fits; when not, `errors` says why, until the next call. */
export type Validator<T> = {
  (data: unknown): data is T;
  errors?: Violation[] | null;
};

/** A response as received: header names in lower case; `body` is the JSON value, or the text when it is no JSON. */
export type ReceivedResponse = { status: number; headers: Record<string, string>; body: unknown };

export declare const validateRespondActivityTaskCompletedInput: Validator<components['schemas']['RespondActivityTaskCompletedInput']>;
export declare const validateRespondActivityTaskCanceledInput: Validator<components['schemas']['RespondActivityTaskCanceledInput']>;
export declare const validatePollForActivityTaskInput: Validator<components['schemas']['PollForActivityTaskInput']>;
export declare const validateRecordActivityTaskHeartbeatInput: Validator<components['schemas']['RecordActivityTaskHeartbeatInput']>;
export declare const validateRespondActivityTaskFailedInput: Validator<components['schemas']['RespondActivityTaskFailedInput']>;
export declare const validateLimitExceededFault: Validator<components['schemas']['LimitExceededFault']>;
export declare const validateUnknownResourceFault: Validator<components['schemas']['UnknownResourceFault']>;
export declare const validateOperationNotPermittedFault: Validator<components['schemas']['OperationNotPermittedFault']>;
export declare const validateValidationException: Validator<components['schemas']['ValidationException']>;
export declare const validateSerializationException: Validator<components['schemas']['SerializationException']>;
export declare const validateUnrecognizedClientException: Validator<components['schemas']['UnrecognizedClientException']>;
export declare const validateThrottlingException: Validator<components['schemas']['ThrottlingException']>;
export declare const validateUnknownOperationException: Validator<components['schemas']['UnknownOperationException']>;
export declare const validateInternalFailure: Validator<components['schemas']['InternalFailure']>;
export declare const validateCommonError: Validator<components['schemas']['CommonError']>;

export declare const validateSuccessResponse: Validator<ReceivedResponse>;
export declare const validateBadRequestResponse: Validator<ReceivedResponse>;
export declare const validateForbiddenResponse: Validator<ReceivedResponse>;
export declare const validateNotFoundResponse: Validator<ReceivedResponse>;
export declare const validateInternalErrorResponse: Validator<ReceivedResponse>;
export declare const validateUnavailableResponse: Validator<ReceivedResponse>;
export declare const validateActivityTaskOrNoneResponse: Validator<ReceivedResponse>;
export declare const validateBadPollResponse: Validator<ReceivedResponse>;
export declare const validateActivityTaskStatusResponse: Validator<ReceivedResponse>;

/** The validator of each operation's request body. */
export declare const inputValidators: {
  RespondActivityTaskCompleted: Validator<components['schemas']['RespondActivityTaskCompletedInput']>;
  RespondActivityTaskCanceled: Validator<components['schemas']['RespondActivityTaskCanceledInput']>;
  PollForActivityTask: Validator<components['schemas']['PollForActivityTaskInput']>;
  RecordActivityTaskHeartbeat: Validator<components['schemas']['RecordActivityTaskHeartbeatInput']>;
  RespondActivityTaskFailed: Validator<components['schemas']['RespondActivityTaskFailedInput']>;
};

/** The validators of each operation's responses, by status as the contract writes it. */
export declare const responseValidators: {
  RespondActivityTaskCompleted: { "200": Validator<ReceivedResponse>; "400": Validator<ReceivedResponse>; "403": Validator<ReceivedResponse>; "404": Validator<ReceivedResponse>; "500": Validator<ReceivedResponse>; "503": Validator<ReceivedResponse> };
  RespondActivityTaskCanceled: { "200": Validator<ReceivedResponse>; "400": Validator<ReceivedResponse>; "403": Validator<ReceivedResponse>; "404": Validator<ReceivedResponse>; "500": Validator<ReceivedResponse>; "503": Validator<ReceivedResponse> };
  PollForActivityTask: { "200": Validator<ReceivedResponse>; "400": Validator<ReceivedResponse>; "403": Validator<ReceivedResponse>; "404": Validator<ReceivedResponse>; "500": Validator<ReceivedResponse>; "503": Validator<ReceivedResponse> };
  RecordActivityTaskHeartbeat: { "200": Validator<ReceivedResponse>; "400": Validator<ReceivedResponse>; "403": Validator<ReceivedResponse>; "404": Validator<ReceivedResponse>; "500": Validator<ReceivedResponse>; "503": Validator<ReceivedResponse> };
  RespondActivityTaskFailed: { "200": Validator<ReceivedResponse>; "400": Validator<ReceivedResponse>; "403": Validator<ReceivedResponse>; "404": Validator<ReceivedResponse>; "500": Validator<ReceivedResponse>; "503": Validator<ReceivedResponse> };
};

/**
 * The validators of the answer to an accepted call, as far as no requirement on responses checks it: for the operations that
 * have such a part.
 */
export declare const describedResponseValidators: {
  PollForActivityTask: Validator<ReceivedResponse>;
  RecordActivityTaskHeartbeat: Validator<ReceivedResponse>;
};
