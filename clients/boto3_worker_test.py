"""Tests of a worker with boto3 against swf-mock at SWF_MOCK_URL; the tests are the decider, by the control API."""

import json
import os
import threading
import unittest
import urllib.request

import boto3_worker

URL = os.environ["SWF_MOCK_URL"]
ORDERS = {"taskList": "orders"}


def control(path: str, **body) -> dict:
    request = urllib.request.Request(f"{URL}/_swf-mock/{path}", json.dumps(body).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def schedule(**options) -> str:
    ship = {"name": "ship", "version": "1"}
    return control("tasks/schedule", **ORDERS, activityType=ship, **options)["taskToken"]


def settled(token: str) -> dict:
    return control("tasks/settled", taskToken=token, seconds=30)


class WorkerTest(unittest.TestCase):
    def start(self, activity: boto3_worker.Activity) -> None:
        stopped = threading.Event()
        worker = threading.Thread(
            target=boto3_worker.run, args=(boto3_worker.connect(URL), "orders", activity, stopped), daemon=True
        )
        worker.start()

        def stop() -> None:
            stopped.set()
            while worker.is_alive():
                control("reset")  # ends the poll that is held, if there is one by now
                worker.join(0.1)

        self.addCleanup(stop)

    def test_completes_a_task_after_its_heartbeats(self):
        def ship(order, heartbeat):
            heartbeat("packed")
            heartbeat("été, 完了 🎉")
            return f"{order} shipped"

        self.start(ship)
        task = settled(schedule(input="order 17 – 完了 🎉"))
        self.assertEqual(task["closedBy"], {"event": "ActivityTaskCompleted", "result": "order 17 – 完了 🎉 shipped"})
        self.assertEqual([beat["details"] for beat in task["heartbeats"]], ["packed", "été, 完了 🎉"])

    def test_cancels_a_task_when_a_heartbeat_says_so(self):
        def ship(order, heartbeat):
            heartbeat("packed")
            control("tasks/request-cancel", taskToken=token)
            heartbeat("labelled")
            return "shipped"

        token = schedule()
        self.start(ship)
        self.assertEqual(settled(token)["closedBy"], {"event": "ActivityTaskCanceled", "details": "labelled"})

    def test_fails_a_task_with_reason_and_details(self):
        def ship(order, heartbeat):
            raise ValueError("out of stock")

        self.start(ship)
        closed_by = settled(schedule())["closedBy"]
        self.assertEqual((closed_by["event"], closed_by["reason"]), ("ActivityTaskFailed", "out of stock"))
        self.assertIn("ValueError: out of stock", closed_by["details"])

    def test_goes_on_after_a_task_that_timed_out(self):
        def ship(order, heartbeat):
            if order == "slow":
                heartbeat("packing")
                control("clock/advance", seconds=31)
                heartbeat("packed")
            return "shipped"

        self.start(ship)
        closed_by = settled(schedule(input="slow", heartbeatTimeout=30))["closedBy"]
        self.assertEqual(
            closed_by, {"event": "ActivityTaskTimedOut", "timeoutType": "HEARTBEAT", "details": "packing"}
        )
        self.assertEqual(settled(schedule(input="quick"))["state"], "completed")

    def test_polls_again_after_an_idle_minute(self):
        self.start(lambda order, heartbeat: "shipped")
        control("polled", **ORDERS)
        control("clock/advance", seconds=60)
        control("arrival", operation="PollForActivityTask")
        control("polled", **ORDERS)
        self.assertEqual(settled(schedule())["state"], "completed")

    def test_outlasts_throttling_by_the_retries_of_boto3(self):
        for operation in ["PollForActivityTask", "RecordActivityTaskHeartbeat", "RespondActivityTaskCompleted"]:
            control("scripts", operation=operation, behaviour={"throttle": True}, times=1)

        def ship(order, heartbeat):
            heartbeat("packed")
            return "shipped"

        self.start(ship)
        self.assertEqual(settled(schedule())["state"], "completed")


if __name__ == "__main__":
    unittest.main()
