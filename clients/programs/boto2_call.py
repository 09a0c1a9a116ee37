"""boto 2 as a program: reads calls from stdin, one JSON object a line, and prints what the caller learns of each."""

import json
import sys
import threading
from urllib.parse import urlsplit

from boto.regioninfo import RegionInfo
from boto.swf.exceptions import SWFResponseError
from boto.swf.layer1 import Layer1

# Arguments by position, in the order in which layer1 has them.
ARGUMENTS = {
    "RespondActivityTaskCompleted": ("respond_activity_task_completed", ["taskToken", "result"]),
    "RespondActivityTaskCanceled": ("respond_activity_task_canceled", ["taskToken", "details"]),
    "RespondActivityTaskFailed": ("respond_activity_task_failed", ["taskToken", "details", "reason"]),
    "RecordActivityTaskHeartbeat": ("record_activity_task_heartbeat", ["taskToken", "details"]),
    "PollForActivityTask": ("poll_for_activity_task", ["domain", "taskList", "identity"]),
}

lock = threading.Lock()


def make(call: dict) -> dict:
    endpoint = urlsplit(call["endpoint"])
    key = call.get("accessKeyId", "AKIAIOSFODNN7EXAMPLE")
    swf = Layer1(
        aws_access_key_id=key,
        aws_secret_access_key=key and "secret",
        region=RegionInfo(None, call.get("region", "us-east-1"), endpoint.hostname),
        port=endpoint.port,
        is_secure=False,
    )
    # boto signs for the region that the host's name has; there is none in an address.
    swf.auth_region_name = call.get("region", "us-east-1")
    swf.auth_service_name = "swf"
    if "timeoutSeconds" in call:
        swf.http_connection_kwargs["timeout"] = call["timeoutSeconds"]
    method, members = ARGUMENTS[call["operation"]]
    given = call["input"]
    arguments = [given[m]["name"] if m == "taskList" else given.get(m) for m in members]
    try:
        output = getattr(swf, method)(*arguments)
    except SWFResponseError as error:
        return {
            "succeeded": False,
            "class": type(error).__name__,
            "code": error.error_code,
            "message": str(error.message),
        }
    except Exception as error:
        return {"succeeded": False, "class": type(error).__name__, "message": str(error)}
    return {"succeeded": True, "output": output or {}}


def answer(call: dict) -> None:
    line = json.dumps({"id": call["id"], **make(call)})
    with lock:
        print(line, flush=True)


for line in sys.stdin:
    threading.Thread(target=answer, args=[json.loads(line)]).start()
