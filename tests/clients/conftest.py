"""The embedded AWS in a process of its own, which asks for right signatures, and a bucket for each test."""

import os
import re
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep
from typing import Any

import boto3
import pytest
from botocore.config import Config

root = Path(__file__).parents[2]
access_key = "AKIACLIENTS"
secret = "a/secret+with=signs"


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("local-aws")
    if os.geteuid() == 0:
        # PostgreSQL runs as nobody then, who has to pass through pytest's folders
        for folder in data.parents[:2]:
            folder.chmod(folder.stat().st_mode | 0o011)
    main = root / "dist" / "local-aws" / "main.js"
    command = [
        "node",
        str(main),
        "--port",
        "0",
        "--data",
        str(data),
        "--credentials",
        f"{access_key}:{secret}",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+:\d+", process.stdout.readline())
        assert found is not None, "the embedded AWS did not start"
        yield found.group()
        process.terminate()
        process.communicate()


@pytest.fixture(autouse=True)
def environment(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the README tells to set: no client below is told of the endpoint in any other way."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)


@pytest.fixture
def s3(environment: None) -> Any:
    return boto3.Session().client("s3", config=Config(retries={"total_max_attempts": 1}))


@pytest.fixture
def bucket(s3: Any) -> str:
    name = f"clients-{uuid.uuid4().hex[:12]}"
    s3.create_bucket(Bucket=name)
    return name


def end_of(bucket: str, sql: str) -> tuple[str, dict[str, Any]]:
    """A query's id and its status, once it has ended."""
    athena = boto3.client("athena")
    query = athena.start_query_execution(
        QueryString=sql, ResultConfiguration={"OutputLocation": f"s3://{bucket}/answers/"}
    )["QueryExecutionId"]
    while True:
        status = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]["Status"]
        if status["State"] not in ("QUEUED", "RUNNING"):
            return query, status
        sleep(0.02)


@pytest.fixture
def ask(bucket: str) -> Callable[[str], list[list[str | None]]]:
    """Runs a query that has to succeed; the rows behind its first."""

    def rows(sql: str) -> list[list[str | None]]:
        query, status = end_of(bucket, sql)
        assert status["State"] == "SUCCEEDED", status["StateChangeReason"]
        answer = boto3.client("athena").get_query_results(QueryExecutionId=query)["ResultSet"]["Rows"]
        return [[cell.get("VarCharValue") for cell in row["Data"]] for row in answer[1:]]

    return rows


@pytest.fixture
def refusal(bucket: str) -> Callable[[str], str]:
    """Runs a query that has to fail; why it does."""

    def reason(sql: str) -> str:
        _, status = end_of(bucket, sql)
        assert status["State"] == "FAILED", sql
        return str(status["StateChangeReason"])

    return reason
