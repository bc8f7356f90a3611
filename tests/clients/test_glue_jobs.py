"""Glue's jobs, triggers and workflows through boto3, also in a job's own script, and the AWS CLI."""

import json
import os
import subprocess
import time
from typing import Any

import boto3
import pytest

aws = os.environ["LAB_AWS_CLI"]

script = """
import sys
import boto3
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["WORKFLOW_NAME", "WORKFLOW_RUN_ID", "step"])
glue = boto3.client("glue")
run = {"Name": args["WORKFLOW_NAME"], "RunId": args["WORKFLOW_RUN_ID"]}
steps = glue.get_workflow_run_properties(**run)["RunProperties"]["steps"]
glue.put_workflow_run_properties(**run, RunProperties={"steps": steps + args["step"]})
print("step", args["step"])
"""


@pytest.fixture
def glue(environment: None) -> Any:
    return boto3.Session().client("glue")


def cli(*args: str) -> dict[str, Any]:
    done = subprocess.run([aws, "glue", *args], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout or "{}")


def create_job(glue: Any, s3: Any, bucket: str, name: str, source: str, **more: Any) -> None:
    s3.put_object(Bucket=bucket, Key=f"{name}.py", Body=source.encode())
    command = {
        "Name": "pythonshell",
        "PythonVersion": "3.9",
        "ScriptLocation": f"s3://{bucket}/{name}.py",
    }
    glue.create_job(Name=name, Role="role", Command=command, **more)


def wait_for_run(glue: Any, job: str, run: str) -> dict[str, Any]:
    while (found := glue.get_job_run(JobName=job, RunId=run)["JobRun"])["JobRunState"] in (
        "STARTING",
        "RUNNING",
    ):
        time.sleep(0.05)
    return found


def test_a_workflow_of_two_jobs(glue: Any, s3: Any, bucket: str) -> None:
    first, second = f"{bucket}-first", f"{bucket}-second"
    create_job(glue, s3, bucket, first, script, DefaultArguments={"--step": "a"})
    create_job(glue, s3, bucket, second, script)
    glue.create_workflow(Name=bucket, DefaultRunProperties={"steps": ""})
    glue.create_trigger(
        Name=f"{bucket}-start", WorkflowName=bucket, Type="ON_DEMAND", Actions=[{"JobName": first}]
    )
    condition = {"LogicalOperator": "EQUALS", "JobName": first, "State": "SUCCEEDED"}
    predicate = {"Logical": "AND", "Conditions": [condition]}
    cli(
        *("create-trigger", "--name", f"{bucket}-then", "--workflow-name", bucket, "--type", "CONDITIONAL"),
        *("--predicate", json.dumps(predicate), "--start-on-creation"),
        *("--actions", json.dumps([{"JobName": second, "Arguments": {"--step": "b"}}])),
    )
    run_id = cli("start-workflow-run", "--name", bucket)["RunId"]
    while (run := glue.get_workflow_run(Name=bucket, RunId=run_id)["Run"])["Status"] == "RUNNING":
        time.sleep(0.05)
    assert (run["Status"], run["Statistics"]["SucceededActions"]) == ("COMPLETED", 2)
    assert run["WorkflowRunProperties"] == {"steps": "ab"}
    shown = cli("get-workflow-run", "--name", bucket, "--run-id", run_id, "--include-graph")["Run"]["Graph"]
    assert sorted(node["Type"] for node in shown["Nodes"]) == ["JOB", "JOB", "TRIGGER", "TRIGGER"]
    [started] = glue.get_job_runs(JobName=second)["JobRuns"]
    assert started["TriggerName"] == f"{bucket}-then"
    assert started["PredecessorRuns"][0]["JobName"] == first
    events = boto3.client("logs").get_log_events(
        logGroupName="/aws-glue/python-jobs/output", logStreamName=started["Id"]
    )
    assert [event["message"] for event in events["events"]] == ["step b"]


def test_a_python_shell_job_that_fails(glue: Any, s3: Any, bucket: str) -> None:
    create_job(glue, s3, bucket, bucket, "raise ValueError('no')\n", MaxCapacity=1)
    run = wait_for_run(glue, bucket, glue.start_job_run(JobName=bucket)["JobRunId"])
    assert (run["JobRunState"], run["ErrorMessage"]) == ("FAILED", "Command failed with exit code 1")
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.get_job_bookmark(JobName=bucket)
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.get_trigger(Name=bucket)
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.start_workflow_run(Name=bucket)


def test_a_script_that_asks_for_a_table_signs(glue: Any, s3: Any, bucket: str) -> None:
    descriptor = {"Columns": [{"Name": "id", "Type": "int"}], "Location": f"s3://{bucket}/t/"}
    glue.create_database(DatabaseInput={"Name": bucket})
    glue.create_table(DatabaseName=bucket, TableInput={"Name": "t", "StorageDescriptor": descriptor})
    source = (
        f"from awsglue.catalog.data_catalog import get_table\nprint(get_table({bucket!r}, 't')['Name'])\n"
    )
    create_job(glue, s3, bucket, bucket, source)
    run = wait_for_run(glue, bucket, glue.start_job_run(JobName=bucket)["JobRunId"])
    assert run["JobRunState"] == "SUCCEEDED", run


measured = """
import sys
from awsglue.context import GlueContext
from awsglue.job import Job
from pyspark.context import SparkContext

glue = GlueContext(SparkContext.getOrCreate())
job = Job(glue)
job.init("measured")
path = sys.argv[sys.argv.index("--path") + 1]
frame = glue.create_dynamic_frame.from_options("s3", {"paths": [path]}, "csv", {"withHeader": True})
frame.toDF().collect()
job.commit()
print("tasks", glue.range(0, 10, 1, 5).rdd.count())
"""


def test_the_metrics_of_a_run(glue: Any, s3: Any, bucket: str) -> None:
    rows = "id\n" + "".join(f"{number}\n" for number in range(1000))
    s3.put_object(Bucket=bucket, Key="in/rows.csv", Body=rows.encode())
    s3.put_object(Bucket=bucket, Key="measured.py", Body=measured.encode())
    command = {"Name": "glueetl", "ScriptLocation": f"s3://{bucket}/measured.py"}
    arguments = {"--enable-metrics": "", "--path": f"s3://{bucket}/in/"}
    glue.create_job(Name=bucket, Role="role", Command=command, DefaultArguments=arguments)
    run = glue.start_job_run(JobName=bucket)["JobRunId"]
    found = wait_for_run(glue, bucket, run)
    assert found["JobRunState"] == "SUCCEEDED", found
    cloudwatch = boto3.client("cloudwatch")

    def measure(name: str, kind: str, statistic: str, of: str) -> float:
        names = {"JobName": bucket, "JobRunId": of, "Type": kind}
        points = cloudwatch.get_metric_statistics(
            Namespace="Glue",
            MetricName=f"glue.driver.{name}",
            Dimensions=[{"Name": key, "Value": value} for key, value in names.items()],
            StartTime=time.time() - 3600,
            EndTime=time.time() + 3600,
            Period=7200,
            Statistics=[statistic],
        )["Datapoints"]
        return sum(point[statistic] for point in points)

    for of in (run, "ALL"):
        assert measure("aggregate.recordsRead", "count", "Sum", of) >= 1000
        assert measure("aggregate.bytesRead", "count", "Sum", of) >= len(rows)
    assert measure("aggregate.numCompletedStages", "count", "Sum", run) >= 2
    # what came after the commit was sent at the end
    assert measure("aggregate.numCompletedTasks", "count", "Sum", run) >= 6
    assert measure("aggregate.numFailedTasks", "count", "Sum", run) == 0
    assert measure("aggregate.elapsedTime", "count", "Sum", run) > 100
    assert 0 < measure("jvm.heap.usage", "gauge", "Average", run) < 1
    assert measure("s3.filesystem.read_bytes", "gauge", "Maximum", run) >= len(rows)
