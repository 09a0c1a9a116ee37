// Generated from spec/ by `npm run generate`. Do not edit.

import type { operations as DescribedOperations } from './types.ts';

/** How requests name the service. */
export const service = {
  "signingName": "swf",
  "targetPrefixes": [
    "SimpleWorkflowService.",
    "com.amazonaws.swf.service.model.SimpleWorkflowService."
  ],
  "hosts": [
    "swf.*.amazonaws.com",
    "swf-fips.*.amazonaws.com",
    "swf.*.amazonaws.com.cn"
  ]
} as const;

/** The states of a task, and the events of its history. */
export const taskStates = {
  "scheduled": {
    "event": "ActivityTaskScheduled",
    "closed": false,
    "after": [
      "WorkflowExecutionStarted",
      "DecisionTaskScheduled",
      "DecisionTaskStarted",
      "DecisionTaskCompleted"
    ],
    "followedBy": null,
    "attributes": {
      "activityId": "task.activityId",
      "decisionTaskCompletedEventId": 4
    }
  },
  "open": {
    "event": "ActivityTaskStarted",
    "closed": false,
    "after": [],
    "followedBy": null,
    "attributes": {
      "scheduledEventId": "event.scheduled"
    }
  },
  "cancel-requested": {
    "event": "ActivityTaskCancelRequested",
    "closed": false,
    "after": [
      "DecisionTaskScheduled",
      "DecisionTaskStarted",
      "DecisionTaskCompleted"
    ],
    "followedBy": null,
    "attributes": {
      "activityId": "task.activityId",
      "decisionTaskCompletedEventId": 9
    }
  },
  "completed": {
    "event": "ActivityTaskCompleted",
    "closed": true,
    "after": [],
    "followedBy": "DecisionTaskScheduled",
    "attributes": {
      "scheduledEventId": "event.scheduled",
      "startedEventId": "event.open"
    }
  },
  "canceled": {
    "event": "ActivityTaskCanceled",
    "closed": true,
    "after": [],
    "followedBy": "DecisionTaskScheduled",
    "attributes": {
      "scheduledEventId": "event.scheduled",
      "startedEventId": "event.open",
      "latestCancelRequestedEventId": "event.cancel-requested"
    }
  },
  "failed": {
    "event": "ActivityTaskFailed",
    "closed": true,
    "after": [],
    "followedBy": "DecisionTaskScheduled",
    "attributes": {
      "scheduledEventId": "event.scheduled",
      "startedEventId": "event.open"
    }
  },
  "timed-out": {
    "event": "ActivityTaskTimedOut",
    "closed": true,
    "after": [],
    "followedBy": "DecisionTaskScheduled",
    "attributes": {
      "scheduledEventId": "event.scheduled",
      "startedEventId": "event.open"
    }
  }
} as const;

/** The state of a task: `open`, `completed` … */
export type TaskState = keyof typeof taskStates;

/** The operations of the contract. */
export const operations = {
  "RespondActivityTaskCompleted": {
    "name": "RespondActivityTaskCompleted",
    "casePrefix": "completed",
    "targets": [
      "SimpleWorkflowService.RespondActivityTaskCompleted",
      "com.amazonaws.swf.service.model.SimpleWorkflowService.RespondActivityTaskCompleted"
    ],
    "token": "/taskToken",
    "domain": null,
    "taskList": null,
    "document": null,
    "effect": {
      "closesWith": "ActivityTaskCompleted",
      "from": "open"
    },
    "conditionKeys": {},
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
    ]
  },
  "RespondActivityTaskCanceled": {
    "name": "RespondActivityTaskCanceled",
    "casePrefix": "canceled",
    "targets": [
      "SimpleWorkflowService.RespondActivityTaskCanceled",
      "com.amazonaws.swf.service.model.SimpleWorkflowService.RespondActivityTaskCanceled"
    ],
    "token": "/taskToken",
    "domain": null,
    "taskList": null,
    "document": null,
    "effect": {
      "closesWith": "ActivityTaskCanceled",
      "from": "cancel-requested"
    },
    "conditionKeys": {},
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
    ]
  },
  "PollForActivityTask": {
    "name": "PollForActivityTask",
    "casePrefix": "poll",
    "targets": [
      "SimpleWorkflowService.PollForActivityTask",
      "com.amazonaws.swf.service.model.SimpleWorkflowService.PollForActivityTask"
    ],
    "token": null,
    "domain": "/domain",
    "taskList": "/taskList/name",
    "document": "worker-loop",
    "effect": {
      "from": "scheduled",
      "takes": "scheduled",
      "waits": 60,
      "idle": {
        "taskToken": "",
        "startedEventId": 0
      }
    },
    "conditionKeys": {
      "swf:taskList.name": "/taskList/name"
    },
    "members": {
      "domain": {
        "type": "string",
        "required": true,
        "minLength": 1,
        "maxLength": 256
      },
      "taskList": {
        "type": "object",
        "required": true,
        "members": {
          "name": {
            "type": "string",
            "required": true,
            "minLength": 1,
            "maxLength": 256
          }
        }
      },
      "identity": {
        "type": "string",
        "required": false,
        "maxLength": 256
      }
    },
    "faults": [
      "UnknownResourceFault",
      "OperationNotPermittedFault",
      "LimitExceededFault"
    ]
  },
  "RecordActivityTaskHeartbeat": {
    "name": "RecordActivityTaskHeartbeat",
    "casePrefix": "heartbeat",
    "targets": [
      "SimpleWorkflowService.RecordActivityTaskHeartbeat",
      "com.amazonaws.swf.service.model.SimpleWorkflowService.RecordActivityTaskHeartbeat"
    ],
    "token": "/taskToken",
    "domain": null,
    "taskList": null,
    "document": "worker-loop",
    "effect": {
      "beats": "details",
      "from": "open"
    },
    "conditionKeys": {},
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
        "maxLength": 2048
      }
    },
    "faults": [
      "UnknownResourceFault",
      "OperationNotPermittedFault"
    ]
  },
  "RespondActivityTaskFailed": {
    "name": "RespondActivityTaskFailed",
    "casePrefix": "failed",
    "targets": [
      "SimpleWorkflowService.RespondActivityTaskFailed",
      "com.amazonaws.swf.service.model.SimpleWorkflowService.RespondActivityTaskFailed"
    ],
    "token": "/taskToken",
    "domain": null,
    "taskList": null,
    "document": "worker-loop",
    "effect": {
      "closesWith": "ActivityTaskFailed",
      "from": "open"
    },
    "conditionKeys": {},
    "members": {
      "taskToken": {
        "type": "string",
        "required": true,
        "minLength": 1,
        "maxLength": 1024
      },
      "reason": {
        "type": "string",
        "required": false,
        "maxLength": 256
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
    ]
  }
} as const;

/** The name of an operation of the contract: `RespondActivityTaskCompleted` … */
export type OperationName = keyof typeof operations;

/** A member of an input: its type and limits, and what it contains. */
export type MemberDescription = {
  readonly type?: string | readonly string[];
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly members?: { readonly [name: string]: MemberDescription };
  readonly items?: MemberDescription;
};

/** What an accepted call does to a task. */
export type Effect = {
  /** The state of task that the operation is meant for. */
  readonly from: TaskState;
  /** The event that it closes the task with. */
  readonly closesWith?: string;
  /** The member whose text is kept as the details of the latest heartbeat. */
  readonly beats?: string;
  /** The state of the task that it hands over. */
  readonly takes?: TaskState;
  /** For how many seconds it waits for such a task. */
  readonly waits?: number;
  /** The answer when there was none. */
  readonly idle?: object;
};

/** What is alike in the descriptions of all operations. Pointers are JSON pointers into the input. */
export type OperationDescription = {
  readonly name: string;
  readonly casePrefix: string;
  readonly targets: readonly string[];
  readonly token: string | null;
  readonly domain: string | null;
  readonly taskList: string | null;
  /** The document of the contract, besides the whole, that has it. */
  readonly document: string | null;
  readonly effect: Effect | null;
  /** The members that condition keys of policies stand for. */
  readonly conditionKeys: { readonly [key: string]: string };
  readonly members: { readonly [name: string]: MemberDescription };
  readonly faults: readonly string[];
};

/** The description of an operation that is known by its name only. */
export const descriptionOf = (operation: OperationName): OperationDescription => operations[operation];

/** What stands in the body of the answer to an accepted call; null for nothing. `taskValues` are the places, by JSON pointer, of values of the task. */
export const outputs = {
  "RespondActivityTaskCompleted": null,
  "RespondActivityTaskCanceled": null,
  "PollForActivityTask": {
    "value": {
      "taskToken": "AAAAKgAAAAEAAAAAAAAAAX9p3pcp3857",
      "activityId": "charge",
      "startedEventId": 6,
      "workflowExecution": {
        "workflowId": "order-17",
        "runId": "12Ow4iP9cUUKJhPfUP6zzJWy5I"
      },
      "activityType": {
        "name": "charge-card",
        "version": "1.0"
      },
      "input": "{\"order\":17}"
    },
    "taskValues": {
      "/taskToken": "task.taskToken",
      "/activityId": "task.activityId",
      "/startedEventId": "event.open",
      "/workflowExecution/workflowId": "task.workflowId",
      "/workflowExecution/runId": "task.runId",
      "/activityType/name": "task.activityType.name",
      "/activityType/version": "task.activityType.version",
      "/input": "task.input"
    }
  },
  "RecordActivityTaskHeartbeat": {
    "value": {
      "cancelRequested": false
    },
    "taskValues": {
      "/cancelRequested": "task.cancelRequested"
    }
  },
  "RespondActivityTaskFailed": null
} as const;

export type OutputDescription = {
  readonly value: unknown;
  readonly taskValues: { readonly [pointer: string]: string };
};

/** The output of an operation that is known by its name only. */
export const outputOf = (operation: OperationName): OutputDescription | null => outputs[operation];

/** The ids of the requirements on each operation and its input. */
export const requirementIds = {
  "RespondActivityTaskCompleted": [
    "completed.event",
    "completed.task-token.required",
    "completed.result.optional",
    "task-token.type",
    "task-token.min-length",
    "task-token.max-length",
    "task-token.checked-first",
    "task-token.characters",
    "task-token.one-task",
    "task-token.opaque",
    "completed.result.type",
    "completed.result.max-length",
    "completed.result.characters",
    "completed.result.astral"
  ],
  "RespondActivityTaskCanceled": [
    "canceled.event",
    "canceled.without-request",
    "canceled.task-token.required",
    "canceled.details.optional",
    "task-token.type",
    "task-token.min-length",
    "task-token.max-length",
    "task-token.checked-first",
    "task-token.characters",
    "task-token.one-task",
    "task-token.opaque",
    "canceled.details.type",
    "canceled.details.max-length",
    "canceled.details.characters",
    "canceled.details.astral"
  ],
  "PollForActivityTask": [
    "poll.answers-at-once",
    "poll.one-poller",
    "poll.holds",
    "poll.task",
    "poll.own-list",
    "poll.poller-left",
    "poll.input",
    "poll.domain.required",
    "poll.task-list.required",
    "poll.identity.optional",
    "poll.domain.type",
    "poll.domain.min-length",
    "poll.domain.max-length",
    "poll.task-list.type",
    "poll.task-list.name.type",
    "poll.task-list.name.min-length",
    "poll.task-list.name.max-length",
    "poll.task-list.name.required",
    "poll.identity.type",
    "poll.identity.max-length",
    "poll.identity.characters"
  ],
  "RecordActivityTaskHeartbeat": [
    "heartbeat.cancel-requested",
    "heartbeat.keeps-alive",
    "heartbeat.start-to-close",
    "heartbeat.last-details",
    "heartbeat.again",
    "heartbeat.task-token.required",
    "heartbeat.details.optional",
    "task-token.type",
    "task-token.min-length",
    "task-token.max-length",
    "task-token.checked-first",
    "task-token.characters",
    "task-token.one-task",
    "task-token.opaque",
    "heartbeat.details.type",
    "heartbeat.details.max-length",
    "heartbeat.details.characters"
  ],
  "RespondActivityTaskFailed": [
    "failed.event",
    "failed.task-token.required",
    "failed.reason.optional",
    "failed.details.optional",
    "task-token.type",
    "task-token.min-length",
    "task-token.max-length",
    "task-token.checked-first",
    "task-token.characters",
    "task-token.one-task",
    "task-token.opaque",
    "failed.reason.type",
    "failed.reason.max-length",
    "failed.reason.characters",
    "failed.details.type",
    "failed.details.max-length",
    "failed.details.characters",
    "failed.details.astral"
  ]
} as const;

/** The errors that the contract describes one by one; `status` is that of the response each stands under, `message` what is said where there is nothing more precise. */
export const errors = {
  "LimitExceededFault": {
    "namespace": "com.amazonaws.swf.base.model",
    "kind": "fault",
    "messageKey": "message",
    "message": "A limit of the account was reached",
    "status": 400,
    "outcome": "throttled"
  },
  "UnknownResourceFault": {
    "namespace": "com.amazonaws.swf.base.model",
    "kind": "fault",
    "messageKey": "message",
    "message": "Unknown activity, scheduledEventId = 5",
    "status": 400,
    "outcome": "unknown-resource"
  },
  "OperationNotPermittedFault": {
    "namespace": "com.amazonaws.swf.base.model",
    "kind": "fault",
    "messageKey": "message",
    "message": "The caller is not permitted to perform this operation",
    "status": 400,
    "outcome": "not-permitted"
  },
  "ValidationException": {
    "namespace": "com.amazon.coral.validate",
    "kind": "framework",
    "messageKey": "message",
    "message": null,
    "status": 400,
    "outcome": "constraint"
  },
  "SerializationException": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "Message",
    "message": null,
    "status": 400,
    "outcome": "serialization"
  },
  "UnrecognizedClientException": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "message",
    "message": "The security token included in the request is invalid.",
    "status": 400,
    "outcome": "auth"
  },
  "ThrottlingException": {
    "namespace": "com.amazon.coral.availability",
    "kind": "framework",
    "messageKey": "message",
    "message": "Rate exceeded",
    "status": 400,
    "outcome": "throttled"
  },
  "UnknownOperationException": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "message",
    "message": "The operation is unknown",
    "status": 400,
    "outcome": "unknown-operation"
  },
  "InternalFailure": {
    "namespace": "com.amazon.coral.service",
    "kind": "framework",
    "messageKey": "message",
    "message": null,
    "status": 500,
    "outcome": "server-error"
  }
} as const;

/** The name of an error without its namespace: `UnknownResourceFault` … */
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

/** The body of the answer to an accepted call; undefined where it is empty. */
export type OutputOf<O extends OperationName> = {
  RespondActivityTaskCompleted: undefined;
  RespondActivityTaskCanceled: undefined;
  PollForActivityTask: DescribedOperations['PollForActivityTask']['responses'][200]['content']['application/x-amz-json-1.0'];
  RecordActivityTaskHeartbeat: DescribedOperations['RecordActivityTaskHeartbeat']['responses'][200]['content']['application/x-amz-json-1.0'];
  RespondActivityTaskFailed: undefined;
}[O];
