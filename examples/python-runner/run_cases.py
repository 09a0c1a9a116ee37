#!/usr/bin/env python3
"""Runs the conformance cases of swf-contract against an endpoint, with Python's standard library alone.

Everything about the service comes from cases.json (cases.schema.json says what it means). What is here is how to
send a case, read an answer and judge it. Tasks are not prepared: where the endpoint takes a made-up token for that of
an open task, made-up tokens stand for open tasks; elsewhere the cases that need one are untested.
"""
import argparse, contextlib, datetime, functools, hashlib, http.client, json, re, secrets, sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--endpoint", required=True, help="such as http://127.0.0.1:8000")
    parser.add_argument("--cases", type=Path, default=Path(__file__).parents[2] / "generated/cases.json")
    parser.add_argument("--json", type=Path, metavar="FILE", help="writes the verdicts there")
    options = parser.parse_args()
    corpus = json.loads(options.cases.read_text("utf-8"))
    results = list(Run(corpus, options.endpoint).results())
    summary = Counter(result["verdict"] for result in results)
    if options.json:
        options.json.write_text(json.dumps({"suite": corpus["suite"], "summary": summary, "results": results}))
    for result in results:
        if result["verdict"] != "passed":
            print("{verdict:12} {level:6} {id}\n{0:20}{reason}".format("", **result))
    print(f"{len(results)} cases:", ", ".join(f"{count} {verdict}" for verdict, count in summary.most_common()))
    return 1 if any((result["verdict"], result["level"]) == ("failed", "MUST") for result in results) else 0


class Run:
    """Sends each case once, and judges it, beside its control where it has one."""

    def __init__(self, corpus, endpoint):
        self.url = urlsplit(endpoint)
        self.error_outcomes, self.operations = corpus["errorOutcomes"], corpus["operations"]
        self.prefixes = corpus["service"]["targetPrefixes"]
        self.requirements = {requirement["id"]: requirement for requirement in corpus["requirements"]}
        self.cases = {case["id"]: case for case in corpus["cases"]}

    def results(self):
        list(map(self.see, self.cases))  # everything is sent first: cases about responses answer for all of them
        for id, case in self.cases.items():
            yield {"id": id, "level": case["level"], **dict(zip(("verdict", "reason"), self.judge(case)))}

    @functools.cache
    def see(self, id):
        """The answers of a case, the last being that to its own request; or why there are none."""
        return self.obstacle(self.cases[id]) or self.send_all(self.cases[id])

    def obstacle(self, case):
        """Why a case cannot be run without preparing tasks; None when it can."""
        needs = case["needs"]
        missing = {"history", "region", "neverIssuedTokens"} & needs.keys()
        if missing or needs.get("principal") == "denied" or needs.get("task") == "timed-out":
            return f"this runner does not prepare {json.dumps(needs)}"
        for step in [*case["given"], case] if "task" in needs else []:
            operation = self.operation_of(step["request"])
            probe = operation and self.see(operation["known"])[-1]
            if probe and probe.outcome != "accepted":
                return f"it needs a task, and {operation['name']} for a made-up token gets {probe}"

    def send_all(self, case):
        """The answers to what comes first and to the request; fewer when one of the former is not as it has to be."""
        token, answers, connection = made_up(), [], http.client.HTTPConnection(self.url.netloc, timeout=5)
        for step in [*case["given"], case]:
            if case.get("connection") != "reused":
                connection.close()
            answers.append(self.send(connection, step["request"], case["needs"], token))
            if step is not case and answers[-1].outcome not in step["outcomes"]:
                break
        connection.close()
        return answers

    def send(self, connection, request, needs, token):
        body, operation = body_of(request["body"], token), self.operation_of(request)
        access_key = "AKIAUNKNOWNEXAMPLE00" if "principal" in needs else "test"
        said = f"{target_of(request)} {body.decode('utf-8', 'replace')}"
        try:
            connection.putrequest(request["method"], self.url.path or "/", skip_host=True, skip_accept_encoding=True)
            for name, value in headers_of(request, body, self.url.netloc, access_key):
                connection.putheader(name, value)
            connection.endheaders(body or None, encode_chunked="framing" in request)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except ConnectionRefusedError:
            sys.exit(f"nothing listens at {self.url.geturl()}; is the endpoint started, on this port?")
        except (OSError, http.client.HTTPException) as failure:
            return Answer(operation, self.error_outcomes, said, failure=repr(failure))
        return Answer(operation, self.error_outcomes, said, None, response.status, response.getheaders(), text)

    def operation_of(self, request):
        names = {prefix + each["name"]: each for each in self.operations for prefix in self.prefixes}
        return names.get(target_of(request)) if request["method"] == "POST" else None

    def judge(self, case):
        """The verdict and why; docs/cases.md has the rules, and a diagram."""
        seen, expect = self.see(case["id"]), case["expect"]
        if "response" in expect:
            return self.judge_responses(case, self.requirements[expect["response"]])
        if isinstance(seen, str):
            return "untested", seen
        answer, control = seen[-1], expect.get("control")
        if len(seen) <= len(case["given"]) or answer.outcome == "throttled":
            return "inconclusive", f"the last answer was {answer}"
        beside = self.answer_to(control["case"]) if control else None
        if answer.outcome not in expect.get("outcomes", [answer.outcome]):
            refused = answer.outcome in {*ERRORS, "other-error"} and "accepted" not in expect["outcomes"]
            retired = answer.outcome == "auth" and "authorization" in case["request"]
            undecided = retired or refused and beside and answer.says_the_same(beside)
            return "inconclusive" if undecided else "failed", f"{answer}, which is {answer.outcome}"
        if answer.status // 100 != expect.get("statusClass", answer.status // 100):
            return "failed", str(answer)
        decided = answer.outcome == "accepted" or not control
        return ("passed", str(answer)) if decided else self.judge_refusal(answer, beside, control)

    def judge_refusal(self, answer, beside, control):
        said = f"{answer}; the control {control['case']} got {beside}"
        if beside is None or beside.outcome in ("transport", "throttled"):
            return "untested" if beside is None else "inconclusive", said
        same, accepted = answer.says_the_same(beside), beside.outcome == "accepted"
        if control["relation"] == "differs":
            return "inconclusive" if same else "passed", said
        if same:
            return "passed" if self.judge(self.cases[control["case"]])[0] == "passed" else "inconclusive", said
        if answer.outcome == "unknown-resource" and ("formMatters" in control or not accepted):
            return "passed", said
        return "failed" if accepted or "formMatters" not in control else "inconclusive", said

    def judge_responses(self, case, requirement):
        """One case answers for all responses of the run that the requirement speaks about."""
        own, speaks_about = self.answer_to(case["id"]), APPLIES_TO.get(requirement["appliesTo"])
        everything = [answer for id in self.cases if isinstance(self.see(id), list) for answer in self.see(id)]
        answers = [own] * (own is not None) if speaks_about is None else [
            a for a in everything if a.operation and a.operation["name"] == case["operation"] and speaks_about(a)]
        if not answers:
            seen = self.see(case["id"])
            return ("untested", seen) if isinstance(seen, str) else ("inconclusive", "no such response came")
        for check in requirement["checks"]:
            if "described" in check:
                return "untested", "this runner has no validator of JSON Schema"
            values = [value for a in answers if "distinct" in check and (value := a.header(check["header"]))]
            bad = [answer for answer in answers if not answer.has(check) or len(values) > len(set(values))]
            if bad:
                return "failed", f"{len(bad)} of {len(answers)} responses do not have {check}; the first: {bad[0]}"
        return "passed", f"{len(answers)} responses"

    def answer_to(self, id):
        """The answer to a case's own request; None when that was not sent."""
        seen = self.see(id)
        return seen[-1] if isinstance(seen, list) and len(seen) > len(self.cases[id]["given"]) else None


ERRORS = {"unknown-resource", "not-permitted", "constraint", "serialization"}
APPLIES_TO = {"success": lambda a: a.outcome == "accepted", "fault": lambda a: a.error in a.operation["faults"],
              "constraint": lambda a: a.outcome == "constraint", "error": lambda a: a.outcome in ERRORS}
RUN = re.compile(r"[\w+/=-]+")
LITERALS = {"null", "none", "undefined", "true", "false", "object", "array", "nonetype"}


class Answer:
    """What came for one request, and what it amounts to: its outcome."""

    def __init__(self, operation, error_outcomes, said, failure=None, status=0, headers=(), text=""):
        self.operation, self.said, self.failure, self.status, self.headers = operation, said, failure, status, headers
        self.text, self.body = text, None
        with contextlib.suppress(ValueError):
            self.body = json.loads(text)
        by = {"__type": self.member("__type"), "code": self.member("code"), "header": self.header("x-amzn-errortype")}
        self.forms = [place for place, name in by.items() if name]
        error = by[self.forms[0]] if self.forms else "".join(re.findall(r"^<(UnknownOperationException)/>\s*$", text))
        self.error = error.split(":")[0].split("#")[-1].strip() if not 200 <= status < 300 else ""
        self.message = self.member("message", "Message") or "" if self.error else ""
        self.outcome = "transport" if failure else self.amounts_to(error_outcomes.get(self.error))

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
        echoes = RUN.findall(f"{self.said} {other.said}")
        def counts(run):
            is_token = len(run) >= 16 and run.isascii()
            is_echo = any(echo.startswith(run) or echo.endswith(run) for echo in echoes)
            return not (len(run) < 4 or is_token or is_echo or re.search(r"\d", run) or run.lower() in LITERALS)
        def fingerprint(answer):
            words = [run.lower() for run in RUN.findall(answer.message) if counts(run)]
            return [answer.status, answer.error or answer.outcome, *words]
        return fingerprint(self) == fingerprint(other)

    def has(self, check):
        found = self.member(*check["member"].split("|")) if "member" in check else self.header(check.get("header"))
        return (check.get("status") in (None, self.status) and check.get("bodyText") in (None, self.text)
                and check.get("errorForm") in (None, *self.forms)
                and ("matches" not in check or found is not None and bool(re.search(check["matches"], found, re.I)))
                and ("errorType" not in check or bool(re.search(check["errorType"], self.error))))

    def header(self, wanted):
        return ", ".join(value for name, value in self.headers if name.lower() == wanted) or None

    def member(self, *names):
        texts = (self.body.get(name) for name in names) if isinstance(self.body, dict) else ()
        return next((text for text in texts if isinstance(text, str)), None)


def target_of(request):
    return next((value for name, value in request["headers"] if name.lower() == "x-amz-target"), "")


def body_of(parts, token):
    def bytes_of(part):
        if isinstance(part, str):
            return part.encode()
        if "bytes" in part:
            return bytes.fromhex(part["bytes"])
        if "repeat" in part:
            return part["repeat"].encode() * part["times"]
        text = token if part["taskToken"] == "prepared" else made_up(part.get("length", 576))
        return "".join(f"\\u{ord(c):04x}" if "escape" in part else json.dumps(c)[1:-1] for c in text).encode()
    return b"".join(map(bytes_of, parts))


def made_up(length=576):
    return secrets.token_urlsafe(length)[:length].replace("-", "+").replace("_", "/")


def headers_of(request, body, host, access_key):
    """The headers in the order they are sent. The signature is not computed: emulators read its scope, and no more."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    scope = f"Credential={access_key}/{now[:8]}/us-east-1/swf/aws4_request"
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
