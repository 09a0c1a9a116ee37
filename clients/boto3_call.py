"""Makes one call with boto3: the request is JSON on stdin, what the caller learns is JSON on stdout."""

import json
import sys

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

METHODS = {
    "RespondActivityTaskCompleted": "respond_activity_task_completed",
    "RespondActivityTaskCanceled": "respond_activity_task_canceled",
}


def main() -> None:
    request = json.load(sys.stdin)
    key = request.get("accessKeyId", "AKIAIOSFODNN7EXAMPLE")
    client = boto3.client(
        "swf",
        endpoint_url=request["endpoint"],
        region_name=request.get("region", "us-east-1"),
        aws_access_key_id=key,
        aws_secret_access_key=key and "secret",
        config=Config(signature_version=UNSIGNED) if key is None else None,
    )
    try:
        answer = getattr(client, METHODS[request["operation"]])(**request["input"])
    except ClientError as error:
        learned = {
            "class": type(error).__name__,
            "classes": [each.__name__ for each in type(error).__mro__],
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
        }
        print(json.dumps({"error": learned}))
        return
    metadata = answer.pop("ResponseMetadata")
    print(json.dumps({"metadata": {k: metadata[k] for k in ("HTTPStatusCode", "RequestId", "RetryAttempts")}, **answer}))


main()
