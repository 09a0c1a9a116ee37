#!/usr/bin/env python3
"""Runs the conformance cases of swf-contract against an endpoint, with Python's standard library alone.

Everything about the service comes from cases.json (cases.schema.json says what it means). What is here is how to
send a case, read an answer and judge it. With --control tasks are made by a swf-mock, through its control API. Without
it, made-up tokens stand for open tasks where the endpoint takes them; elsewhere the cases that need one are untested.
"""
import argparse, contextlib, dataclasses, datetime, functools, hashlib, http.client, json, os, re, secrets, socket
import string, subprocess, sys, threading, time, zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--endpoint", required=True, help="such as http://127.0.0.1:8000")
    parser.add_argument("--cases", type=Path, default=Path(__file__).parents[2] / "generated/cases.json")
    parser.add_argument("--json", type=Path, metavar="FILE", help="writes the verdicts there")
    parser.add_argument("--operations", metavar="NAME,...", help="or all; without it, those without a document")
    parser.add_argument("--control", metavar="URL", help="a swf-mock (the endpoint, as a rule) that makes the tasks")
    parser.add_argument("--restart-command", metavar="CMD", help="restarts the endpoint, once, at the end")
    options = parser.parse_args()
    corpus = json.loads(options.cases.read_text("utf-8"))
    documents = {operation["name"]: operation.get("document") for operation in corpus["operations"]}
    usual = [name for name, document in documents.items() if options.operations == "all" or not document]
    chosen = options.operations.split(",") if options.operations not in (None, "all") else usual
    if not {*chosen} <= {*documents}:
        parser.error(f"--operations: there are {', '.join(documents)}")
    tasks = ControlApi(options.control) if options.control else None
    results = list(Run(corpus, chosen, options.endpoint, tasks, options.restart_command).results())
    summary = Counter(result["verdict"] for result in results)
    if options.json:
        options.json.write_text(json.dumps({"suite": corpus["suite"], "summary": summary, "results": results}))
    for result in results:
        if result["verdict"] != "passed":
            print("{verdict:12} {level:6} {id}\n{0:20}{reason}".format("", **result))
    print(f"{len(results)} cases:", ", ".join(f"{count} {verdict}" for verdict, count in summary.most_common()))
    return 1 if any((result["verdict"], result["level"]) == ("failed", "MUST") for result in results) else 0


class ControlApi:
    """Makes tasks in a swf-mock, and reads their histories. docs/reference/control-api.md has the requests."""

    def __init__(self, url):
        self.url = urlsplit(url)
        self.any_token_is_open = self.ask("", method="GET")["tasks"] == "any"

    def ask(self, what, method="POST", **members):
        connection = http.client.HTTPConnection(self.url.netloc, timeout=5)
        with contextlib.closing(connection):
            connection.request(method, f"{self.url.path.rstrip('/')}/_swf-mock/{what}", json.dumps(members))
            response = connection.getresponse()
            text = response.read().decode()
        return json.loads(text) if response.status < 300 else sys.exit(f"the control API does not do {what}: {text}")

    def open(self, task, later=False, input=None, timeouts=None, sibling=False, **_):
        """A task as a case needs it: its token, or the domain and list where it is scheduled, or will be later."""
        if task == "scheduled":
            wait = {"domain": "conformance", "taskList": f"conformance-{secrets.token_hex(8)}"}
            wait.update({"input": body_of(input)[0].decode()} if input else {})
            return wait if later else self.schedule(wait)
        if task == "timed-out":
            timeouts = {"startToCloseTimeout": 0.001}
        opened = self.ask("tasks", **(timeouts or {}))
        token = opened["taskToken"]
        if task == "cancel-requested":
            self.ask("tasks/request-cancel", taskToken=token)
        if task == "timed-out":
            time.sleep(0.01)
        if sibling:
            other = self.ask("tasks", workflowId=opened["workflowId"], runId=opened["runId"])
            return {"taskToken": token, "sibling": other["taskToken"]}
        return {"taskToken": token}

    def schedule(self, task, seconds=0):
        time.sleep(seconds)
        made = self.ask("tasks/schedule", **task)
        kind = made.get("activityType", {})
        task.update({name: made[name] for name in ("activityId", "workflowId", "runId") if name in made},
                    activityTypeName=kind.get("name"), activityTypeVersion=kind.get("version"))
        return task

    def history(self, task):
        return self.ask("tasks/history", **task)["events"]


@dataclasses.dataclass
class Seen:
    """What was seen of one case."""
    obstacle: str = None  # why it could not be sent
    steps: list = dataclasses.field(default_factory=list)  # the answers to what is sent first
    answer: "Answer" = None  # the answer to its own request; None when that was not sent
    others: list = dataclasses.field(default_factory=list)  # to what is sent at the same moment, or for other tasks
    task: dict = dataclasses.field(default_factory=dict)  # what is known of its task
    made_up: bool = False  # whether a token that nobody issued stands for its task
    end_announced: bool = False  # whether the endpoint said that it closes the connection after the steps
    events_before: int = 0  # how many events the history had before the request
    events: list = None  # the history after it, where that was read

    def answers(self):
        return [*self.steps, *filter(None, [self.answer]), *self.others]


class Run:
    """Sends each case once, and judges it, beside its control where it has one."""

    def __init__(self, corpus, chosen, endpoint, tasks, restart_command):
        self.url, self.tasks, self.restart_command = urlsplit(endpoint), tasks, restart_command
        self.error_outcomes = corpus["errorOutcomes"]
        self.operations = {operation["name"]: operation for operation in corpus["operations"]}
        self.targets = {prefix + name: operation for name, operation in self.operations.items()
                        for prefix in corpus["service"]["targetPrefixes"]}
        self.closing_events = {"ActivityTaskFailed", "ActivityTaskTimedOut"} | {
            each["event"]["type"] for each in self.operations.values() if "event" in each}
        self.requirements = {requirement["id"]: requirement for requirement in corpus["requirements"]}
        self.cases = {case["id"]: case for case in corpus["cases"] if {*called_by(case)} <= {*chosen}}
        self.known = {operation["known"] for operation in self.operations.values() if "document" in operation}
        self.issued = tasks.open("open")["taskToken"] if tasks else None  # made-up tokens look like this one
        self.closed = {}  # the tokens of the tasks that accepted calls closed, in their order

    def results(self):
        for when in (None, "end", "restarted"):  # everything is sent first: some cases answer for all responses
            if when == "restarted" and self.restart_command:
                self.restart()
            for id, case in self.cases.items():
                if case.get("when") == when:
                    self.see(id)
        for id, case in self.cases.items():
            yield {"id": id, "level": case["level"], **dict(zip(("verdict", "reason"), self.judge(case)))}

    def restart(self):
        environment = {**os.environ, "SWF_ENDPOINT": self.url.geturl()}
        subprocess.run(self.restart_command, shell=True, check=True, env=environment)
        for _ in range(60):
            with contextlib.suppress(OSError), contextlib.closing(self.connection()) as connection:
                return connection.connect()
            time.sleep(1)

    @functools.cache
    def see(self, id):
        """What is seen of a case, which is sent when this is asked for the first time."""
        case, seen = self.cases[id], Seen()
        seen.obstacle = self.obstacle(case)
        if not seen.obstacle:
            self.send_for_each_closed(case, seen) if "when" in case else self.send_case(case, seen)
        return seen

    def obstacle(self, case):
        """Why a case cannot be sent; None when it can."""
        needs = case["needs"]
        if case.get("when") == "restarted" and not self.restart_command:
            return "it needs --restart-command"
        if needs.get("principal") == "denied":
            return "this runner has no principal without permission"
        only_made = {"history", "issued", "region", "neverIssuedTokens", "sibling", "timeouts"} & needs.keys()
        only_made = only_made or needs.get("task") in ("timed-out", "scheduled")
        if only_made and not self.tasks:
            return f"it needs {json.dumps(needs)}, which only --control makes"
        if "neverIssuedTokens" in needs and self.tasks.any_token_is_open:
            return "the endpoint takes any token for that of an open task"
        if "when" in case and not self.closed:
            return "no call of the run has closed a task"
        if "task" in needs and "orMadeUp" not in needs and not self.tasks:
            return self.made_up_refused(case)
        return None if case["id"] in self.known else self.absent(case)

    def absent(self, case):
        """What the endpoint answers to an operation of this case that it does not have, and need not have."""
        for operation in (self.operations[name] for name in called_by(case)):
            known = self.see(operation["known"]).answer if "document" in operation else None
            if known and known.outcome in ("unknown-operation", "not-implemented"):
                return f"{operation['name']} gets {known}"

    def made_up_refused(self, case):
        """Why no made-up token can stand for an open task in this case; None when one can."""
        requests = [each["request"] for each in [*case["given"], case]] + case.get("together", [])
        for operation in filter(None, map(self.operation_of, requests)):
            answer = self.see(operation["known"]).answer
            if answer.outcome != "accepted":
                return f"{operation['name']} for a token that nobody issued gets {answer}"

    def send_case(self, case, seen):
        """Sends what comes first, and then the request, unless a step goes wrong."""
        needs, expect = case["needs"], case["expect"]
        seen.made_up = "orMadeUp" in needs and not self.tasks
        is_made = "task" in needs and self.tasks
        task = self.tasks.open(**needs) if is_made else {"taskToken": made_up(self.issued)}
        seen.task = task
        connection = self.connection()
        for step in case["given"]:
            time.sleep(step.get("after", 0))
            seen.steps.append(self.send(connection, step["request"], step["outcomes"], needs, task))
            if seen.steps[-1].outcome not in step["outcomes"] or self.is_like_neighbour(seen.steps[-1], step):
                return
            if case.get("connection") != "reused":
                connection.close()
        time.sleep(case.get("after", 0))
        seen.end_announced = connection.sock is None  # http.client closes it where the endpoint says that it will
        if "unchanged" in expect.get("history", {}):
            seen.events_before = len(self.tasks.history(task))
        requests, wanted = [case["request"], *case.get("together", [])], expect.get("outcomes", ["accepted"])
        with ThreadPoolExecutor(len(requests) + 1) as pool:
            if "later" in needs:
                pool.submit(self.tasks.schedule, task, 1)
            if len(requests) == 1:
                seen.answer = self.send(connection, case["request"], wanted, needs, task)
            else:
                ready = threading.Barrier(len(requests))
                seen.answer, *seen.others = pool.map(
                    lambda request: self.send(self.connection(), request, wanted, needs, task, ready), requests)
        connection.close()
        if {"event", "history"} & expect.keys():
            if seen.answer.outcome == "accepted" or "accepted" not in expect["outcomes"]:
                seen.events = self.tasks.history(task)

    def is_like_neighbour(self, answer, step):
        """Whether a step got the answer of the case that it has to differ from, so that nothing follows."""
        if "differsFrom" not in step:
            return False
        other = self.see(step["differsFrom"]).answer
        return other is None or answer.says_the_same(other)

    def send_for_each_closed(self, case, seen):
        """Sends the request for each task that was closed. The first unexpected answer is the answer of the case."""
        wanted = case["expect"]["outcomes"]
        answers = [self.send(self.connection(), case["request"], wanted, case["needs"], {"taskToken": token})
                   for token in list(self.closed)]
        seen.answer = next((a for a in answers if a.outcome not in wanted), answers[0])
        seen.others = [answer for answer in answers if answer is not seen.answer]

    def connection(self):
        return http.client.HTTPConnection(self.url.netloc, timeout=5)

    def send(self, connection, request, wanted, needs, task, ready=None):
        """The answer to a request. With `ready` it is sent as soon as all others that wait there can be sent, too."""
        body, token = body_of(request["body"], task, self.issued)
        operation, failure, status, headers, content = self.operation_of(request), None, 0, [], b""
        access_key = "AKIAUNKNOWNEXAMPLE00" if "principal" in needs else "test"
        region = "us-west-2" if "region" in needs else "us-east-1"
        if operation and "waits" in operation:
            connection.timeout = 5 if not ready and "held" not in wanted else 3 if "task" in needs else 1
        try:
            if connection.sock:
                connection.sock.settimeout(connection.timeout)
            if ready:
                connection.connect()
                ready.wait(timeout=5)
            connection.putrequest(request["method"], self.url.path or "/", skip_host=True, skip_accept_encoding=True)
            for name, value in headers_of(request, body, self.url.netloc, access_key, region):
                connection.putheader(name, value)
            connection.endheaders(body or None, encode_chunked="framing" in request)
            response = connection.getresponse()
            status, headers, content = response.status, response.getheaders(), response.read()
            if header(headers, "content-encoding") in ("gzip", "deflate"):
                with contextlib.suppress(zlib.error):
                    content = zlib.decompress(content, 47)  # 47: either of them
        except ConnectionRefusedError:
            sys.exit(f"nothing listens at {self.url.geturl()}; is the endpoint started, on this port?")
        except (OSError, http.client.HTTPException, threading.BrokenBarrierError) as error:
            failure = error
            connection.close()
        answer = Answer(self.error_outcomes, operation, request, body, failure, status, headers, content)
        if answer.outcome == "accepted" in wanted and token and operation and "event" in operation:
            self.closed[token] = True
        return answer

    def operation_of(self, request):
        return self.targets.get(header(request["headers"], "x-amz-target")) if request["method"] == "POST" else None

    def judge(self, case):
        """The verdict and why; docs/cases.md has the rules, and a diagram."""
        seen, expect, absent = self.see(case["id"]), case["expect"], self.absent(case)
        if absent:
            return "untested", absent
        if "response" in expect:
            return self.judge_responses(case, self.requirements[expect["response"]])
        if seen.obstacle:
            return "untested", seen.obstacle
        answer, wanted = seen.answer, expect.get("outcomes", [])
        together = [answer, *seen.others] if "together" in case else [answer]
        if answer is None and "connection" in case and seen.steps[-1].failure:
            return "failed", seen.steps[-1].failure
        if answer is None or any(each.outcome == "throttled" for each in together):
            return "inconclusive", f"the last answer was {seen.answers()[-1]}"
        if "acceptedOnce" in expect:
            outcomes = [each.outcome for each in together]
            once = outcomes.count("accepted") == 1 and {*outcomes} <= {*wanted}
            return "passed" if once else "failed", f"together they got {', '.join(outcomes)}"
        if "unchanged" in expect.get("history", {}) and answer.outcome == "accepted":
            return "inconclusive", "it was accepted, although it was to be refused"
        control = self.control_of(case, seen)
        beside = self.see(control).answer if control else None
        if wanted and answer.outcome not in wanted:
            refused = answer.outcome in {*ERRORS, "other-error"} - {*expect.get("never", [])}
            same = "accepted" not in wanted and refused and beside and answer.says_the_same(beside)
            retired = answer.outcome == "auth" and "authorization" in case["request"]
            return "inconclusive" if same or retired else "failed", f"{answer}, which is {answer.outcome}"
        if answer.status // 100 != expect.get("statusClass", answer.status // 100):
            return "failed", str(answer)
        for pointer, value in expect.get("members", {}).items():
            if isinstance(value, list):
                if any("taskValue" in part and not seen.task.get(part["taskValue"]) for part in value):
                    continue  # what the task is called is not known
                value = body_of(value, seen.task)[0].decode()
            if json.dumps(member_at(answer.body, pointer)) != json.dumps(value):
                return "failed", f"{answer}, and {pointer} is to be {value!r:.100}"
        wrong = self.wrong_in_history(seen, expect) if seen.events is not None else None
        if wrong:
            return "failed", f"{answer}; {wrong}"
        if "connection" in case and seen.end_announced:
            return "inconclusive", "the endpoint announced the end of the connection, or held the call before"
        if answer.outcome in NO_REFUSAL or not control:
            return "passed", str(answer)
        return self.judge_refusal(answer, expect["control"], control, beside)

    def control_of(self, case, seen):
        control = case["expect"].get("control", {})
        return seen.made_up and control.get("madeUp") or control.get("case")

    def judge_refusal(self, answer, relation, control, beside):
        said = f"{answer}; the control {control} got {beside}"
        if beside is None or beside.outcome in ("transport", "throttled"):
            return "untested" if beside is None else "inconclusive", said
        same, accepted = answer.says_the_same(beside), beside.outcome in NO_REFUSAL
        if relation["relation"] == "differs":
            return "inconclusive" if same else "passed", said
        if same:
            return "passed" if self.judge(self.cases[control])[0] == "passed" else "inconclusive", said
        if answer.outcome == "unknown-resource" and ("formMatters" in relation or not accepted):
            return "passed", said
        return "failed" if accepted or "formMatters" not in relation else "inconclusive", said

    def wrong_in_history(self, seen, expect):
        """What is not in the history as it is expected; None when everything is."""
        event, history = expect.get("event", {}), expect.get("history", {})
        if "unchanged" in history and len(seen.events) != seen.events_before:
            return f"the history had {seen.events_before} events before, and has {len(seen.events)}"
        closing = [at for at, each in enumerate(seen.events) if each["eventType"] in self.closing_events]
        if len(closing) != history.get("closingEvents", len(closing)):
            return f"{len(closing)} events close the task"
        at = closing[-1] if closing else -1
        closed_by = seen.events[at] if closing else {"eventType": None}
        if closed_by["eventType"] != event.get("type", closed_by["eventType"]):
            return f"{closed_by['eventType']} closes the task"
        found = attributes_of(closed_by) if closing else {}
        for name, value in event.get("attributes", {}).items():
            if found.get(name) != (value if isinstance(value, str) else body_of(value)[0].decode()):
                return f"{name} is {found.get(name)!r:.100}"
        for name in event.get("without", []):
            if name in found:
                return f"{name} is {found[name]!r:.100}"
        for name, type in {**history.get("ids", {}), **history.get("optionalIds", {})}.items():
            ids = [each["eventId"] for each in seen.events[:at] if each["eventType"] == type]
            if found.get(name) not in ids[-1:] and (name in found or name in history.get("ids", {})):
                return f"{name} is {found.get(name)}, and {type} has {ids}"
        if "after" in history and history["after"] not in (each["eventType"] for each in seen.events[at:]):
            return f"no {history['after']} comes after it"

    def judge_responses(self, case, requirement):
        """One case answers for all responses of the run that the requirement speaks about."""
        seen, speaks_about = self.see(case["id"]), APPLIES_TO.get(requirement["appliesTo"])
        answers = [seen.answer] if seen.answer else []
        if speaks_about:
            everything = [a for id in self.cases if "when" not in self.cases[id] for a in self.see(id).answers()]
            answers = [a for a in everything if a.operation and a.operation["name"] == case["operation"]
                       and a.outcome not in ("transport", "held") and speaks_about(a)]
        limits = {id(self.see(each).answer): self.limit_broken_by(self.cases[each]) for each in self.cases}
        for check in requirement["checks"] if answers else []:
            values = [header(a.headers, check["header"]) for a in answers] if "distinct" in check else []
            values = [value for value in values if value is not None]
            bad = [a for a in answers if not a.has(check, limits.get(id(a))) or len(values) > len(set(values))]
            if bad:
                return "failed", f"{len(bad)} of {len(answers)} responses do not have {check}; the first: {bad[0]}"
        if not answers or requirement["appliesTo"] == "any" and {a.outcome for a in answers} <= NOT_OF_THE_OPERATION:
            return ("untested", seen.obstacle) if seen.obstacle else ("inconclusive", "no such response came")
        return "passed", f"{len(answers)} responses"

    def limit_broken_by(self, case):
        """The length that the request of a case breaks, where that is the only thing wrong with it."""
        operation = self.operations[case["operation"]]
        for stated in operation["constraints"] if case["expect"].get("outcomes") == ["constraint"] else []:
            if stated["requirement"] == case["requirement"] and stated["keyword"] in ("minLength", "maxLength"):
                schema, defs = operation["input"], operation["input"].get("$defs", {})
                for name in stated["member"].split("/")[1:]:
                    schema = schema["items"] if name == "0" else schema["properties"][name]
                    while "$ref" in schema:
                        schema = defs[schema["$ref"].split("/")[-1]]
                return schema[stated["keyword"]]


NOT_OF_THE_OPERATION = {"server-error", "not-implemented", "malformed", "throttled"}
NO_REFUSAL = {"accepted", "held", "idle"}
ERRORS = {"unknown-resource", "not-permitted", "constraint", "serialization"}
APPLIES_TO = {"success": lambda a: a.outcome in ("accepted", "idle"),
              "fault": lambda a: a.error in a.operation["faults"],
              "constraint": lambda a: a.outcome == "constraint", "error": lambda a: a.outcome in ERRORS,
              "any": lambda a: True}
RUN = re.compile(r"[\w+/=-]+")
LITERALS = {"null", "none", "undefined", "true", "false", "object", "array", "nonetype"}


class Answer:
    """What came for one request, and what it amounts to: its outcome."""

    def __init__(self, error_outcomes, operation, request, body, failure, status, headers, content):
        self.operation, self.request, self.failure = operation, request, repr(failure) if failure else None
        self.status, self.headers, self.content = status, headers, content
        self.said = f"{header(request['headers'], 'x-amz-target')} {body.decode('utf-8', 'replace')}"
        self.text, self.body = content.decode("utf-8", "replace"), None
        with contextlib.suppress(ValueError, RecursionError):
            self.body = json.loads(self.text)
        by = {"__type": self.member("__type"), "code": self.member("code"),
              "header": header(headers, "x-amzn-errortype")}
        self.forms = [place for place, name in by.items() if name]
        in_xml = "".join(re.findall(r"^<(UnknownOperationException)/>\s*$", self.text))
        error = by[self.forms[0]] if self.forms else in_xml
        self.error = error.split(":")[0].split("#")[-1].strip() if not 200 <= status < 300 else ""
        self.message = self.member("message", "Message") or "" if self.error else ""
        self.outcome = "transport" if failure else self.amounts_to(error_outcomes.get(self.error))
        if operation and "waits" in operation:
            if isinstance(failure, socket.timeout) and not status:
                self.outcome = "held"
            if self.outcome == "accepted" and member_at(self.body, operation["taken"]) in (None, ""):
                self.outcome = "idle"

    def __str__(self):
        return self.failure or f"{self.status} {self.error} {self.message if self.error else self.text}"[:200]

    def amounts_to(self, known):
        """The outcome is read from the error's name, whatever the status."""
        if 200 <= self.status < 300:
            return "malformed" if self.body is None and self.text.strip() not in ("", "null") else "accepted"
        usual = "server-error" if self.status >= 500 else "other-error" if self.error else "malformed"
        unknown = {501: "not-implemented", 429: "throttled"}.get(self.status, usual)
        return unknown if self.status == 501 and known == "server-error" else known or unknown

    def says_the_same(self, other):
        """Messages echo what was sent; that, numbers, tokens and literals do not count."""
        echoes = {*RUN.findall(f"{self.said} {other.said}")}
        def counts(run):
            is_token = len(run) >= 16 and run.isascii()
            is_echo = any(echo.startswith(run) or echo.endswith(run) for echo in echoes)
            return not (len(run) < 4 or is_token or is_echo or re.search(r"\d", run) or run.lower() in LITERALS)
        def fingerprint(answer):
            words = [run.lower() for run in RUN.findall(answer.message) if counts(run)]
            return [answer.status, answer.error or answer.outcome, *words]
        return fingerprint(self) == fingerprint(other)

    def has(self, check, limit):
        """Whether a check holds; the limit is the one that the request breaks, where it breaks nothing else."""
        found = self.member(*check["member"].split("|")) if "member" in check else None
        found = header(self.headers, check["header"]) if "header" in check else found
        return (check.get("status") in (None, self.status) and check.get("bodyText") in (None, self.text)
                and check.get("errorForm") in (None, *self.forms)
                and ("matches" not in check or found is not None and bool(re.search(check["matches"], found, re.I)))
                and ("errorType" not in check or bool(re.search(check["errorType"], self.error)))
                and ("limit" not in check or limit is None or self.names_no_limit_but(limit))
                and ("described" not in check or self.is_described_by(self.operation["response"]))
                and ("readable" not in check or self.is_readable(check["readable"])))

    def is_described_by(self, schema):
        body = self.text if self.body is None else self.body
        return fits({"status": self.status, "body": body}, schema, schema.get("$defs"))

    def names_no_limit_but(self, limit):
        named = re.findall(r"length (?:less|greater) than or equal to (\d+)", self.message)
        return not named or str(limit) in named

    def is_readable(self, how):
        if how == "identity":
            codings = [set(re.findall(r"[\w.-]+", (header(headers, name) or "").lower())) for headers, name in
                       ((self.headers, "content-encoding"), (self.request["headers"], "accept-encoding"))]
            return codings[0] <= codings[1] | {"identity", "amz-1.0"}
        with contextlib.suppress(UnicodeDecodeError):
            return not self.content.decode().startswith("\ufeff")
        return False

    def member(self, *names):
        texts = (self.body.get(name) for name in names) if isinstance(self.body, dict) else ()
        return next((text for text in texts if isinstance(text, str)), None)


def header(headers, wanted):
    values = [value for name, value in headers if name.lower() == wanted]
    return ", ".join(values) if values else None


def attributes_of(event):
    """They stand in a member that is called after the type of the event."""
    type = event["eventType"]
    return event.get(f"{type[0].lower()}{type[1:]}EventAttributes", {})


def called_by(case):
    return [case["operation"], *case.get("alsoCalls", [])]


def member_at(value, pointer):
    """What is at a place in a JSON value; None where nothing is."""
    for name in pointer.split("/")[1:]:
        value = value.get(name) if isinstance(value, dict) else None
    return value


KEYWORDS = {"$defs", "$ref", "anyOf", "type", "required", "properties", "minLength", "maxLength"}


def fits(value, schema, defs):
    """Whether a value fits a JSON Schema; the keywords are those that the responses of the corpus have."""
    if schema.keys() - KEYWORDS:
        sys.exit(f"this runner does not know of JSON Schema: {', '.join(schema.keys() - KEYWORDS)}")
    if "$ref" in schema:
        return fits(value, defs[schema["$ref"].split("/")[-1]], defs)
    if "anyOf" in schema:
        return any(fits(value, each, defs) for each in schema["anyOf"])
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    if type(value) is not {"object": dict, "string": str, "boolean": bool, "integer": int}[schema["type"]]:
        return False
    if isinstance(value, str):
        return schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
    parts = schema.get("properties", {})
    return not isinstance(value, dict) or {*schema.get("required", [])} <= value.keys() and all(
        fits(value[name], parts[name], defs) for name in value.keys() & parts.keys())


def body_of(parts, task={}, issued=None):
    """The bytes of a body, and the token of the task, where it stands there unchanged."""
    texts, sent = [], None
    for part in parts:
        if isinstance(part, str):
            texts.append(part.encode())
        elif "bytes" in part:
            texts.append(bytes.fromhex(part["bytes"]))
        elif "repeat" in part:
            texts.append(part["repeat"].encode() * part["times"])
        else:
            if "taskValue" in part:
                text = task.get(part["taskValue"], part["otherwise"])
            elif part["taskToken"] == "prepared":
                text = task["taskToken"]
            elif part["taskToken"] == "sibling":
                text = task["sibling"]
            else:
                text = made_up(issued, part.get("length"))
            sent = text if part.get("taskToken") == "prepared" and "change" not in part else None
            text = changed(text, part["change"]) if "change" in part else text
            escaped = (f"\\u{ord(c):04x}" for c in text) if "escape" in part else json.dumps(text)[1:-1]
            texts.append("".join(escaped).encode())
    return b"".join(texts), sent


def changed(token, how):
    letter = re.search("[A-Za-z]", token)[0]
    return {"other-case": token.replace(letter, letter.swapcase(), 1), "space-before": " " + token,
            "space-after": token + " ", "shorter": token[:-1], "longer": token + token[-1]}[how]


def made_up(issued, length=None):
    """A token that nobody issued: in the form of one that the endpoint issued, or base64 where it issues none."""
    if not issued:
        return "".join(secrets.choice(string.ascii_letters + string.digits + "+/") for _ in range(length or 576))
    letters = "abcdef" if re.fullmatch("[^g-zG-Z]*[a-fA-F][^g-zG-Z]*", issued) else string.ascii_lowercase
    kinds = (string.digits, letters, letters.upper())
    form = (issued * ((length or 0) // len(issued) + 1))[:length or len(issued)]
    return "".join(next((secrets.choice(kind) for kind in kinds if c in kind), c) for c in form)


def headers_of(request, body, host, access_key, region):
    """The headers in the order they are sent. The signature is not computed: emulators read its scope, and no more."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    scope = f"Credential={access_key}/{now[:8]}/{region}/swf/aws4_request"
    values = {"host": host, "length": str(len(body)), "amz-date": now, "sha256": hashlib.sha256(body).hexdigest(),
              "authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host;x-amz-date, Signature={'0' * 64}"}
    last = [] if "authorization" in request else [("X-Amz-Date", "${amz-date}"), ("Authorization", "${authorization}")]
    if body or request["method"] == "POST":
        last.append(("Transfer-Encoding", "chunked") if "framing" in request else ("Content-Length", "${length}"))
    names = {name.lower() for name, _ in request["headers"]}
    missing = [(name, value) for name, value in last if name.lower() not in names]
    headers = [("Host", "${host}")] * ("host" not in names) + request["headers"] + missing
    return [(name, re.sub(r"\${([a-z0-9-]+)}", lambda found: values[found[1]], value)) for name, value in headers]


if __name__ == "__main__":
    sys.exit(main())
