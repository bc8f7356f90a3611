"""Sends what it reads, a JSON line a request, through botocore, and prints what came back, a line each."""

import base64
import datetime
import json
import re
import sys

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import Session

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def typed(value):
    """Bytes and dates, which are texts on the way here."""
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [typed(each) for each in value]
    if isinstance(value, str) and (found := re.fullmatch(r"(bytes|date) (.*)", value)):
        kind, text = found.groups()
        return (
            base64.b64decode(text) if kind == "bytes" else EPOCH + datetime.timedelta(milliseconds=int(text))
        )
    return value


def as_text(value):
    if hasattr(value, "read"):
        value = value.read()
    if isinstance(value, bytes):
        return f"bytes {base64.b64encode(value).decode()}" if value else None
    if isinstance(value, datetime.datetime):
        return f"date {round((value - EPOCH).total_seconds() * 1000)}"
    raise TypeError(type(value))


def main():
    session = Session()
    clients = {}
    for line in sys.stdin:
        asked = json.loads(line)
        name = asked["service"]
        if name not in clients:
            clients[name] = session.create_client(
                name,
                endpoint_url=asked["url"],
                region_name="us-east-1",
                aws_access_key_id="local",
                aws_secret_access_key="local",
                config=Config(
                    parameter_validation=False, retries={"total_max_attempts": 1}, inject_host_prefix=False
                ),
            )
        client = clients[name]
        try:
            methods = {operation: method for method, operation in client.meta.method_to_api_mapping.items()}
            answer = getattr(client, methods[asked["operation"]])(**typed(asked["input"]))
            del answer["ResponseMetadata"]
        except ClientError as error:
            answer = {"class": type(error).__name__, "code": error.response["Error"]["Code"]}
        print(json.dumps(answer, default=as_text), flush=True)


main()
