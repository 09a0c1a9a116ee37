"""boto3 as a program: reads calls from stdin, one JSON object a line, and prints what the caller learns of each."""

import json
import sys
import threading

import boto3
from botocore import UNSIGNED, xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

lock = threading.Lock()


def make(call: dict) -> dict:
    key = call.get("accessKeyId", "AKIAIOSFODNN7EXAMPLE")
    options = {"read_timeout": call["timeoutSeconds"]} if "timeoutSeconds" in call else {}
    if key is None:
        options["signature_version"] = UNSIGNED
    with lock:  # Making clients of one session is not safe in threads.
        client = boto3.client(
            "swf",
            endpoint_url=call["endpoint"],
            region_name=call.get("region", "us-east-1"),
            aws_access_key_id=key,
            aws_secret_access_key=key and "secret",
            config=Config(**options),
        )
    try:
        output = getattr(client, xform_name(call["operation"]))(**call["input"])
    except ClientError as error:
        return {
            "succeeded": False,
            "class": type(error).__name__,
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "requestId": error.response["ResponseMetadata"].get("RequestId"),
        }
    except BotoCoreError as error:
        return {"succeeded": False, "class": type(error).__name__, "message": str(error)}
    metadata = output.pop("ResponseMetadata")
    return {"succeeded": True, "output": output, "requestId": metadata["RequestId"]}


def answer(call: dict) -> None:
    line = json.dumps({"id": call["id"], **make(call)})
    with lock:
        print(line, flush=True)


for line in sys.stdin:
    threading.Thread(target=answer, args=[json.loads(line)]).start()
