"""Glue's crawlers, classifiers and catalog through boto3 and the AWS CLI."""

import json
import os
import subprocess
import time
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

aws = os.environ["LAB_AWS_CLI"]


@pytest.fixture
def glue(environment: None) -> Any:
    return boto3.Session().client("glue")


def crawl(glue: Any, name: str) -> dict[str, Any]:
    glue.start_crawler(Name=name)
    while (crawler := glue.get_crawler(Name=name)["Crawler"])["State"] != "READY":
        time.sleep(0.05)
    assert crawler["LastCrawl"]["Status"] == "SUCCEEDED", crawler["LastCrawl"]
    return crawler


def cli(*args: str) -> dict[str, Any]:
    done = subprocess.run([aws, "glue", *args], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout or "{}")


def columns(table: dict[str, Any]) -> dict[str, str]:
    return {column["Name"]: column["Type"] for column in table["StorageDescriptor"]["Columns"]}


def test_a_crawler_with_a_classifier(glue: Any, s3: Any, bucket: str) -> None:
    for day, line in [(1, "press-1 2.5 OK"), (2, "press-2 0.1 NG")]:
        s3.put_object(Bucket=bucket, Key=f"logs/day={day}/f.log", Body=f"{line}\n".encode())
    grok = {
        "Name": bucket,
        "Classification": "press",
        "GrokPattern": "%{NOTSPACE:machine} %{NUMBER:force:double} %{WORD:verdict}",
    }
    glue.create_classifier(GrokClassifier=grok)
    glue.create_crawler(
        Name=bucket,
        Role="role",
        DatabaseName=bucket,
        Classifiers=[bucket],
        Schedule="cron(15 12 * * ? *)",
        Targets={"S3Targets": [{"Path": f"s3://{bucket}/logs"}]},
    )
    crawler = crawl(glue, bucket)
    assert crawler["Classifiers"] == [bucket]
    assert crawler["Schedule"] == {"ScheduleExpression": "cron(15 12 * * ? *)", "State": "SCHEDULED"}
    table = glue.get_table(DatabaseName=bucket, Name="logs")["Table"]
    assert columns(table) == {"machine": "string", "force": "double", "verdict": "string"}
    assert [key["Name"] for key in table["PartitionKeys"]] == ["day"]
    found = glue.get_tables(DatabaseName=bucket, Expression="lo*")["TableList"]
    assert [each["Name"] for each in found] == ["logs"]
    glue.stop_crawler_schedule(CrawlerName=bucket)
    with pytest.raises(glue.exceptions.SchedulerNotRunningException):
        glue.stop_crawler_schedule(CrawlerName=bucket)
    summary = json.loads(glue.list_crawls(CrawlerName=bucket)["Crawls"][0]["Summary"])
    assert json.loads(summary["TABLE"])["ADD"]["Details"]["names"] == ["logs"]
    with pytest.raises(ClientError, match="must be cron"):
        glue.update_crawler(Name=bucket, Schedule="every minute")


def test_the_cli_crawls(s3: Any, bucket: str) -> None:
    s3.put_object(Bucket=bucket, Key="parts/f.csv", Body=b"id;x\n1;'a;b'\n")
    csv = {"Name": bucket, "Delimiter": ";", "QuoteSymbol": "'", "ContainsHeader": "PRESENT"}
    cli("create-classifier", "--csv-classifier", json.dumps(csv))
    assert cli("get-classifier", "--name", bucket)["Classifier"]["CsvClassifier"]["Version"] == 1
    targets = json.dumps({"S3Targets": [{"Path": f"s3://{bucket}/parts/"}]})
    options = ["--name", bucket, "--role", "role", "--database-name", bucket]
    cli("create-crawler", *options, "--classifiers", bucket, "--targets", targets)
    cli("start-crawler", "--name", bucket)
    while cli("get-crawler", "--name", bucket)["Crawler"]["State"] != "READY":
        time.sleep(0.05)
    table = cli("get-table", "--database-name", bucket, "--name", "parts")["Table"]
    assert columns(table) == {"id": "bigint", "x": "string"}


def test_connections_and_policies(glue: Any, bucket: str) -> None:
    properties = {"JDBC_CONNECTION_URL": "jdbc:postgresql://h/d", "USERNAME": "u", "PASSWORD": "p"}
    connection = {"Name": bucket, "ConnectionType": "JDBC", "ConnectionProperties": properties}
    glue.create_connection(ConnectionInput=connection, Tags={"team": "quality"})
    hidden = glue.get_connection(Name=bucket, HidePassword=True)["Connection"]
    assert "PASSWORD" not in hidden["ConnectionProperties"]
    arn = f"arn:aws:glue:us-east-1:000000000000:connection/{bucket}"
    assert glue.get_tags(ResourceArn=arn)["Tags"] == {"team": "quality"}
    glue.delete_connection(ConnectionName=bucket)
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.get_connection(Name=bucket)
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    policy_hash = glue.put_resource_policy(PolicyInJson=policy)["PolicyHash"]
    assert glue.get_resource_policy()["PolicyInJson"] == policy
    with pytest.raises(glue.exceptions.ConditionCheckFailureException):
        glue.delete_resource_policy(PolicyHashCondition="stale")
    glue.delete_resource_policy(PolicyHashCondition=policy_hash)
