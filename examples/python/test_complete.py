import json
import subprocess
import unittest
import urllib.request

import boto3


class Completing(unittest.TestCase):
    def setUp(self):
        self.mock = subprocess.Popen(
            ["node_modules/.bin/swf-mock", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.url = self.mock.stdout.readline().strip()
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        self.swf = boto3.client("swf", endpoint_url=self.url, region_name="us-east-1", **keys)

    def tearDown(self):
        self.mock.terminate()
        self.mock.communicate()

    def control(self, path, **body):
        request = urllib.request.Request(f"{self.url}/_swf-mock/{path}", json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request) as response:
            return json.load(response)

    def test_a_throttled_call_is_retried_and_the_task_is_completed_once(self):
        token = self.control("tasks")["taskToken"]
        operation = "RespondActivityTaskCompleted"
        self.control("scripts", operation=operation, behaviour={"throttle": True}, times=2)

        self.swf.respond_activity_task_completed(taskToken=token, result="shipped")

        task = self.control("tasks/settled", taskToken=token)
        self.assertEqual(task["closedBy"], {"event": "ActivityTaskCompleted", "result": "shipped"})

    def test_a_task_that_timed_out_can_no_longer_be_completed(self):
        token = self.control("tasks", heartbeatTimeout=30)["taskToken"]
        self.control("clock/advance", seconds=31)

        with self.assertRaises(self.swf.exceptions.UnknownResourceFault):
            self.swf.respond_activity_task_completed(taskToken=token)
