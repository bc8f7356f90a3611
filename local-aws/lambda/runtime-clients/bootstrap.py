"""Runs a Python handler: asks the Runtime API for one invocation after the other.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import importlib
import json
import logging
import os
import socket
import sys
import time
import traceback
from types import SimpleNamespace

TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]
HERE = __file__
BASE = "/2018-06-01/runtime"


class RuntimeApi:
    """A connection to the Runtime API, which is kept."""

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        self.address = address
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def call(
        self, method: str, path: str, body: bytes = b"", headers: str = ""
    ) -> tuple[dict[str, str], bytes]:
        head = f"{method} {BASE}{path} HTTP/1.1\r\nHost: {self.address}\r\nContent-Length: {len(body)}\r\n"
        self.socket.sendall(f"{head}{headers}\r\n".encode() + body)
        if self.file.readline() == b"":
            sys.exit(0)
        answered: dict[str, str] = {}
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.decode("utf-8", "replace").partition(":")
            answered[name.lower()] = value.strip()
        return answered, self.file.read(int(answered.get("content-length", "0")))


class Context:
    """What a handler is told about its invocation."""

    def __init__(self, headers: dict[str, str]) -> None:
        self._deadline = int(headers["lambda-runtime-deadline-ms"])
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers["lambda-runtime-invoked-function-arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = client_context(headers.get("lambda-runtime-client-context"))
        identity = json.loads(headers.get("lambda-runtime-cognito-identity") or "{}")
        self.identity = SimpleNamespace(
            cognito_identity_id=identity.get("cognitoIdentityId"),
            cognito_identity_pool_id=identity.get("cognitoIdentityPoolId"),
        )

    def get_remaining_time_in_millis(self) -> int:
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message: str) -> None:
        write(str(message))


def client_context(text: str | None) -> SimpleNamespace | None:
    if not text:
        return None
    given = json.loads(text)
    client = given.get("client")
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    return SimpleNamespace(
        custom=given.get("custom"),
        env=given.get("env"),
        client=client and SimpleNamespace(**{name: client.get(name) for name in names}),
    )


def write(text: str) -> None:
    """Writes to the log, after all that was printed."""
    sys.stdout.flush()
    sys.stderr.flush()
    data = text.encode("utf-8", "replace")
    while data:
        data = data[os.write(1, data) :]


def write_event(text: str) -> None:
    """Writes one event of the log, whatever line breaks are in it."""
    write("\x01" + text.replace("\x01", "").replace("\x02", "") + "\x02")


class LogHandler(logging.Handler):
    """Writes as AWS does: what Python's own logging has, an event each."""

    request_id = ""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            write_event(self.text_of(record))
        except Exception:
            self.handleError(record)

    def text_of(self, record: logging.LogRecord) -> str:
        if self.formatter is not None:
            return self.format(record)
        return f"[{record.levelname}]\t{timestamp(record)}\t{self.request_id}\t{self.format(record)}\n"


def timestamp(record: logging.LogRecord) -> str:
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03d}Z"


class LoadError(Exception):
    """The handler could not be loaded."""

    def __init__(self, kind: str, message: str, trace: list[str]) -> None:
        super().__init__(message)
        self.kind = kind
        self.trace = trace


def load_handler(name: str):
    """What `_HANDLER` names, such as `src/app.handler` or `src.app.handler`."""
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        message = f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)"
        raise LoadError("Runtime.MalformedHandlerName", message, [])
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        message = f"Unable to import module '{module_name}': {error}"
        raise LoadError("Runtime.ImportModuleError", message, user_frames(error)) from error
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        message = f"Syntax error in module '{module_name}': {error}"
        raise LoadError("Runtime.UserCodeSyntaxError", message, trace) from error
    try:
        return getattr(module, function_name)
    except AttributeError as error:
        message = f"Handler '{function_name}' missing on module '{module_name}'"
        raise LoadError("Runtime.HandlerNotFound", message, []) from error


def user_frames(error: BaseException) -> list[str]:
    """The frames of an error's traceback, without those of this file and of Python's import."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename != HERE and not frame.filename.startswith("<frozen ")]
    return traceback.format_list(
        [frame for frame in own if not frame.filename.endswith("/importlib/__init__.py")]
    )


def describe(error: BaseException, request_id: str) -> dict[str, object]:
    if isinstance(error, LoadError):
        kind, trace = error.kind, error.trace
    else:
        kind, trace = type(error).__name__, user_frames(error)
    return {"errorMessage": str(error), "errorType": kind, "requestId": request_id, "stackTrace": trace}


def log_error(described: dict[str, object]) -> None:
    trace = described["stackTrace"]
    lines = [f"[ERROR] {described['errorType']}: {described['errorMessage']}"]
    if isinstance(trace, list) and trace:
        lines += [
            "Traceback (most recent call last):",
            *("".join(str(frame) for frame in trace).splitlines()),
        ]
    write_event("\n".join(lines))


def answer(api: RuntimeApi, handler, headers: dict[str, str], body: bytes) -> None:
    request_id = headers["lambda-runtime-aws-request-id"]
    LogHandler.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
    try:
        result = handler(json.loads(body), Context(headers))
        try:
            text = json.dumps(result, ensure_ascii=False)
        except Exception as error:
            raise LoadError("Runtime.MarshalError", f"Unable to marshal response: {error}", []) from error
    except Exception as error:
        finish_with_error(api, f"/invocation/{request_id}/error", describe(error, request_id), request_id)
        return
    write(f"\x03{request_id}\x02")
    api.call(
        "POST", f"/invocation/{request_id}/response", text.encode(), "Content-Type: application/json\r\n"
    )


def finish_with_error(api: RuntimeApi, path: str, described: dict[str, object], request_id: str) -> None:
    log_error(described)
    write(f"\x03{request_id}\x02")
    kind = f"Lambda-Runtime-Function-Error-Type: {described['errorType']}\r\n"
    api.call("POST", path, json.dumps(described).encode(), f"Content-Type: application/json\r\n{kind}")


def main() -> None:
    sys.path[0:1] = [TASK_ROOT]
    sys.path.append(os.environ["LAMBDA_RUNTIME_DIR"])
    handler = LogHandler()
    logging.getLogger().addHandler(handler)
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        function = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        finish_with_error(api, "/init/error", describe(error, ""), "")
        sys.exit(1)
    while True:
        headers, body = api.call("GET", "/invocation/next")
        answer(api, function, headers, body)


if __name__ == "__main__":
    main()
