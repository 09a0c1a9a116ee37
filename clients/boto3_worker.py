"""An activity worker with boto3: polls for tasks, sends heartbeats between the steps of the work, reports how it ended."""

import threading
import traceback
from collections.abc import Callable

import boto3
from botocore.config import Config

Heartbeat = Callable[[str], None]
Activity = Callable[[str, Heartbeat], str]


class Canceled(Exception):
    """Raised in the work by a heartbeat whose answer is that a cancellation was requested."""


def connect(endpoint: str):
    """A client that waits for a poll longer than the 60 seconds for which the service holds it."""
    return boto3.client(
        "swf",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="secret",
        config=Config(read_timeout=70),
    )


def run(swf, task_list: str, activity: Activity, stopped: threading.Event) -> None:
    """Works until `stopped` is set and the poll that is held by then has ended."""
    while not stopped.is_set():
        task = swf.poll_for_activity_task(domain="default", taskList={"name": task_list})
        if task["taskToken"]:
            try:
                handle(swf, task, activity)
            except swf.exceptions.UnknownResourceFault:
                pass  # The task has timed out.


def handle(swf, task: dict, activity: Activity) -> None:
    token = task["taskToken"]
    progress = ""

    def heartbeat(details: str) -> None:
        nonlocal progress
        progress = details
        if swf.record_activity_task_heartbeat(taskToken=token, details=details)["cancelRequested"]:
            raise Canceled

    try:
        result = activity(task.get("input", ""), heartbeat)
    except Canceled:
        swf.respond_activity_task_canceled(taskToken=token, details=progress)
    except swf.exceptions.UnknownResourceFault:
        raise
    except Exception as error:
        details = traceback.format_exc()[-32768:]
        swf.respond_activity_task_failed(taskToken=token, reason=str(error)[:256], details=details)
    else:
        swf.respond_activity_task_completed(taskToken=token, result=result)
