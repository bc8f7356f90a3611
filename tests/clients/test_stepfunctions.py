"""boto3 and the AWS CLI with Step Functions: their own waiting, pages and dates."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

role = "arn:aws:iam::000000000000:role/states"
definition = {
    "StartAt": "Judge",
    "States": {
        "Judge": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.ratio", "NumericGreaterThan": 0.1, "Next": "Stop line"}],
            "Default": "Go on",
        },
        "Stop line": {"Type": "Pass", "Result": {"line": "멈춤"}, "End": True},
        "Go on": {"Type": "Succeed"},
    },
}


def ended(states: Any, arn: str) -> Any:
    while (found := states.describe_execution(executionArn=arn))["status"] == "RUNNING":
        time.sleep(0.05)
    return found


def test_boto3_runs_a_state_machine_and_reads_its_history() -> None:
    states = boto3.client("stepfunctions")
    made = states.create_state_machine(name="judge", definition=json.dumps(definition), roleArn=role)
    arns = [
        states.start_execution(stateMachineArn=made["stateMachineArn"], input=json.dumps({"ratio": ratio}))[
            "executionArn"
        ]
        for ratio in (0.2, 0.05)
    ]
    stopped, went_on = (ended(states, arn) for arn in arns)
    assert json.loads(stopped["output"]) == {"line": "멈춤"}
    assert json.loads(went_on["output"]) == {"ratio": 0.05}
    assert stopped["stopDate"] >= stopped["startDate"]
    pages = states.get_paginator("get_execution_history").paginate(
        executionArn=arns[0], PaginationConfig={"PageSize": 2}
    )
    types = [event["type"] for page in pages for event in page["events"]]
    assert types == [
        "ExecutionStarted",
        "ChoiceStateEntered",
        "ChoiceStateExited",
        "PassStateEntered",
        "PassStateExited",
        "ExecutionSucceeded",
    ]
    listed = states.list_executions(stateMachineArn=made["stateMachineArn"])["executions"]
    assert {each["executionArn"] for each in listed} == set(arns)
    with pytest.raises(states.exceptions.InvalidDefinition, match="These fields are required"):
        states.create_state_machine(name="none", definition='{"StartAt": "A"}', roleArn=role)


def test_boto3_runs_an_express_one_at_once() -> None:
    # the operation has a host of its own on AWS
    states = boto3.client("stepfunctions", config=Config(inject_host_prefix=False))
    arn = states.create_state_machine(
        name="quick", definition=json.dumps(definition), roleArn=role, type="EXPRESS"
    )["stateMachineArn"]
    answer = states.start_sync_execution(stateMachineArn=arn, input='{"ratio": 1}')
    assert answer["status"] == "SUCCEEDED"
    assert json.loads(answer["output"]) == {"line": "멈춤"}


def test_the_cli_runs_one(tmp_path: Path) -> None:
    (tmp_path / "machine.json").write_text(json.dumps(definition))

    def aws(*arguments: str) -> Any:
        run = subprocess.run(
            [os.environ["LAB_AWS_CLI"], "stepfunctions", *arguments, "--output", "json"],
            env={**os.environ, "AWS_DISABLE_HOST_PREFIX_INJECTION": "true"},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(run.stdout)

    machine = aws(
        *("create-state-machine", "--name", "cli", "--role-arn", role),
        *("--type", "EXPRESS", "--definition", f"file://{tmp_path / 'machine.json'}"),
    )["stateMachineArn"]
    answer = aws("start-sync-execution", "--state-machine-arn", machine, "--input", '{"ratio": 1}')
    assert json.loads(answer["output"]) == {"line": "멈춤"}
