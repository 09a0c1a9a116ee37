// Generated from spec/ by `npm run generate`. Do not edit.

import type { operations as DescribedOperations } from './types.ts';

/** What stands before the operation in X-Amz-Target. */
export const targetPrefixes = [
  "SimpleWorkflowService.",
  "com.amazonaws.swf.service.model.SimpleWorkflowService."
] as const;

/** The operations of the contract. */
export const operations = {
  "RespondActivityTaskCompleted": {
    "name": "RespondActivityTaskCompleted",
    "slug": "completed",
    "targets": [
      "SimpleWorkflowService.RespondActivityTaskCompleted",
      "com.amazonaws.swf.service.model.SimpleWorkflowService.RespondActivityTaskCompleted"
    ],
    "taskState": "open",
    "closingEvent": "ActivityTaskCompleted",
    "members": {
      "taskToken": {
        "type": "string",
        "required": true,
        "minLength": 1,
        "maxLength": 1024
      },
      "result": {
        "type": "string",
        "required": false,
        "maxLength": 32768
      }
    },
    "faults": [
      "UnknownResourceFault",
      "OperationNotPermittedFault"
    ],
    "requirements": [
      "completed.event",
      "completed.task-token.required",
      "completed.result.optional",
      "task-token.type",
      "task-token.min-length",
      "task-token.max-length",
      "task-token.characters",
      "completed.result.type",
      "completed.result.max-length",
      "completed.result.characters",
      "completed.result.astral"
    ]
  },
  "RespondActivityTaskCanceled": {
    "name": "RespondActivityTaskCanceled",
    "slug": "canceled",
    "targets": [
      "SimpleWorkflowService.RespondActivityTaskCanceled",
      "com.amazonaws.swf.service.model.SimpleWorkflowService.RespondActivityTaskCanceled"
    ],
    "taskState": "cancel-requested",
    "closingEvent": "ActivityTaskCanceled",
    "members": {
      "taskToken": {
        "type": "string",
        "required": true,
        "minLength": 1,
        "maxLength": 1024
      },
      "details": {
        "type": "string",
        "required": false,
        "maxLength": 32768
      }
    },
    "faults": [
      "UnknownResourceFault",
      "OperationNotPermittedFault"
    ],
    "requirements": [
      "canceled.event",
      "canceled.without-request",
      "canceled.task-token.required",
      "canceled.details.optional",
      "task-token.type",
      "task-token.min-length",
      "task-token.max-length",
      "task-token.characters",
      "canceled.details.type",
      "canceled.details.max-length",
      "canceled.details.characters",
      "canceled.details.astral"
    ]
  }
} as const;

export type OperationName = keyof typeof operations;

/** The errors that the contract describes one by one; `status` is that of the response each stands under. */
export const errors = {
  "UnknownResourceFault": {
    "namespace": "com.amazonaws.swf.base.model",
    "kind": "fault",
    "messageKey": "message",
    "status": 400,
    "outcome": "unknown-resource"
  },
  "OperationNotPermittedFault": {
    "namespace": "com.amazonaws.swf.base.model",
    "kind": "fault",
    "messageKey": "message",
    "status": 400,
    "outcome": "not-permitted"
  },
  "ValidationException": {
    "namespace": "com.amazon.coral.validate",
    "kind": "framework",
    "messageKey": "message",
    "status": 400,
    "outcome": "constraint"
  },
  "SerializationException": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "Message",
    "status": 400,
    "outcome": "serialization"
  },
  "UnrecognizedClientException": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "message",
    "status": 400,
    "outcome": "auth"
  },
  "ThrottlingException": {
    "namespace": "com.amazon.coral.availability",
    "kind": "framework",
    "messageKey": "message",
    "status": 400,
    "outcome": "throttled"
  },
  "UnknownOperationException": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "message",
    "status": 400,
    "outcome": "unknown-operation"
  },
  "InternalFailure": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "message",
    "status": 500,
    "outcome": "server-error"
  }
} as const;

export type ErrorName = keyof typeof errors;

/** What the names in the list of errors common to all AWS services amount to. */
export const commonErrorOutcomes = {
  "AccessDeniedException": "not-permitted",
  "NotAuthorized": "not-permitted",
  "OptInRequired": "not-permitted",
  "IncompleteSignature": "auth",
  "InvalidClientTokenId": "auth",
  "MissingAuthenticationToken": "auth",
  "RequestExpired": "auth",
  "InvalidSignatureException": "auth",
  "MissingAuthenticationTokenException": "auth",
  "InvalidAction": "unknown-operation",
  "MissingAction": "unknown-operation",
  "InvalidParameterCombination": "constraint",
  "InvalidParameterValue": "constraint",
  "InvalidQueryParameter": "serialization",
  "MalformedQueryString": "serialization",
  "MissingParameter": "constraint",
  "ValidationError": "constraint",
  "ServiceUnavailable": "server-error"
} as const;

/** The modelled faults of an operation. */
export type FaultOf<O extends OperationName> = (typeof operations)[O]['faults'][number];

/** The request body of an operation. */
export type InputOf<O extends OperationName> =
  NonNullable<DescribedOperations[O]['requestBody']>['content']['application/x-amz-json-1.0'];
