"""Functions through boto3 and the AWS CLI."""

import base64
import io
import json
import os
import subprocess
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

aws = os.environ["LAB_AWS_CLI"]
role = "arn:aws:iam::000000000000:role/functions"
source = """
import boto3
def handler(event, context):
    if event.get("bad"):
        raise ValueError("bad")
    buckets = boto3.client("s3").list_buckets()["Buckets"]
    return {"name": context.function_name, "buckets": [bucket["Name"] for bucket in buckets]}
"""


def zipped(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("app.py", text)
    return file.getvalue()


@pytest.fixture
def functions(environment: None) -> Any:
    return boto3.Session().client("lambda")


def test_boto3(functions: Any, bucket: str) -> None:
    package = zipped(source)
    functions.create_function(
        FunctionName="boto3",
        Runtime="python3.12",
        Role=role,
        Handler="app.handler",
        Code={"ZipFile": package},
        Timeout=20,
    )
    functions.get_waiter("function_active_v2").wait(FunctionName="boto3")
    answer = functions.invoke(FunctionName="boto3", Payload=b"{}", LogType="Tail")
    value = json.loads(answer["Payload"].read())
    assert value["name"] == "boto3"
    assert bucket in value["buckets"]
    assert b"\nREPORT RequestId: " in base64.b64decode(answer["LogResult"])
    failed = functions.invoke(FunctionName="boto3", Payload=b'{"bad": true}')
    assert failed["FunctionError"] == "Unhandled"
    assert json.loads(failed["Payload"].read())["errorType"] == "ValueError"
    assert functions.invoke(FunctionName="boto3", InvocationType="Event")["StatusCode"] == 202
    with urllib.request.urlopen(functions.get_function(FunctionName="boto3")["Code"]["Location"]) as zip_file:
        assert zip_file.read() == package
    with pytest.raises(functions.exceptions.ResourceNotFoundException):
        functions.get_function(FunctionName="nobody")
    with pytest.raises(ClientError, match="has no operation"):
        functions.create_function_url_config(FunctionName="boto3", AuthType="NONE")


def test_the_cli(environment: None, tmp_path: Path) -> None:
    package = tmp_path / "app.zip"
    package.write_bytes(zipped("def handler(event, context):\n    return event['a'] + 1\n"))
    create = ["create-function", "--function-name", "cli", "--runtime", "python3.12", "--role", role]
    made = cli(*create, "--handler", "app.handler", "--zip-file", f"fileb://{package}")
    assert made["State"] == "Pending"
    out = tmp_path / "out.json"
    answer = cli("invoke", "--function-name", "cli", "--payload", '{"a": 1}', str(out))
    assert (answer["StatusCode"], out.read_text()) == (200, "2")
    assert "cli" in [function["FunctionName"] for function in cli("list-functions")["Functions"]]


def cli(*args: str) -> dict[str, Any]:
    done = subprocess.run([aws, "lambda", *args], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout or "{}")
