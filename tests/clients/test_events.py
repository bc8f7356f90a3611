"""EventBridge, Scheduler, notifications of buckets, mail and RDS with boto3 and the AWS CLI."""

import json
import os
import subprocess
import urllib.request
from datetime import datetime, timezone
from typing import Any

import boto3
import pytest

aws = os.environ["LAB_AWS_CLI"]
role = "arn:aws:iam::000000000000:role/clients"
window = {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 15}


def run(*args: str) -> Any:
    done = subprocess.run([aws, *args], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout or b"{}")


def new_queue(name: str) -> tuple[str, str]:
    """The URL and the ARN of a new queue."""
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return url, arn


def bodies(url: str, count: int) -> list[Any]:
    """The next messages of a queue."""
    sqs: Any = boto3.client("sqs")
    found: list[Any] = []
    while len(found) < count:
        messages = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10, MaxNumberOfMessages=10).get(
            "Messages"
        )
        assert messages, f"{len(found)} of {count} messages came"
        found += [json.loads(message["Body"]) for message in messages]
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return found


def test_a_rule_with_boto3(bucket: str) -> None:
    events: Any = boto3.client("events")
    url, arn = new_queue(bucket)
    events.create_event_bus(Name=bucket)
    pattern = json.dumps({"source": ["line"], "detail": {"ok": [False]}})
    events.put_rule(Name="bad", EventBusName=bucket, EventPattern=pattern)
    events.put_targets(Rule="bad", EventBusName=bucket, Targets=[{"Id": "1", "Arn": arn}])
    entries = [
        {"EventBusName": bucket, "Source": "line", "DetailType": "Part", "Detail": json.dumps({"ok": ok})}
        for ok in (True, False)
    ]
    put = events.put_events(Entries=[*entries, {"Source": "line", "EventBusName": bucket}])
    assert put["FailedEntryCount"] == 1
    [event] = bodies(url, 1)
    assert (event["id"], event["detail"]) == (put["Entries"][1]["EventId"], {"ok": False})
    sent = datetime.fromisoformat(event["time"].replace("Z", "+00:00"))
    assert abs((datetime.now(timezone.utc) - sent).total_seconds()) < 60
    with pytest.raises(events.exceptions.ResourceNotFoundException):
        events.describe_rule(Name="none", EventBusName=bucket)
    with pytest.raises(events.exceptions.InvalidEventPatternException):
        events.put_rule(Name="odd", EventPattern="{")


def test_a_rule_with_the_cli(bucket: str) -> None:
    url, arn = new_queue(bucket)
    pattern = json.dumps({"source": [bucket]})
    rule = run("events", "put-rule", "--name", bucket, "--event-pattern", pattern)
    assert rule["RuleArn"].endswith(f":rule/{bucket}")
    put = run("events", "put-targets", "--rule", bucket, "--targets", f"Id=1,Arn={arn},InputPath=$.detail")
    assert put["FailedEntryCount"] == 0
    entry = {"Source": bucket, "DetailType": "t", "Detail": '{"line": 3}'}
    assert run("events", "put-events", "--entries", json.dumps([entry]))["FailedEntryCount"] == 0
    assert bodies(url, 1) == [{"line": 3}]
    event = {"id": "1", "account": "1", "source": bucket, "time": "2025-07-12T00:00:00Z"}
    event |= {"region": "r", "resources": [], "detail-type": "t", "detail": {}}
    tested = run("events", "test-event-pattern", "--event-pattern", pattern, "--event", json.dumps(event))
    assert tested["Result"] is True


def test_a_schedule_with_boto3_and_the_cli(bucket: str) -> None:
    scheduler: Any = boto3.client("scheduler")
    _, arn = new_queue(bucket)
    made = scheduler.create_schedule(
        Name=bucket,
        ScheduleExpression="cron(0 2 * * ? *)",
        ScheduleExpressionTimezone="Asia/Seoul",
        FlexibleTimeWindow=window,
        Target={"Arn": arn, "RoleArn": role, "Input": "{}"},
    )
    shown = run("scheduler", "get-schedule", "--name", bucket)
    assert (shown["Arn"], shown["FlexibleTimeWindow"]) == (made["ScheduleArn"], window)
    with pytest.raises(scheduler.exceptions.ConflictException):
        scheduler.create_schedule(
            Name=bucket,
            ScheduleExpression="rate(1 day)",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": arn, "RoleArn": role},
        )
    pages = scheduler.get_paginator("list_schedules").paginate(NamePrefix=bucket)
    assert [found["Name"] for page in pages for found in page["Schedules"]] == [bucket]
    target = json.dumps({"Arn": arn, "RoleArn": role})
    command = ("scheduler", "create-schedule", "--name", f"{bucket}-cli", "--target", target)
    run(*command, "--schedule-expression", "rate(1 day)", "--flexible-time-window", "Mode=OFF")
    listed = run("scheduler", "list-schedules", "--name-prefix", bucket)["Schedules"]
    assert [found["Name"] for found in listed] == [bucket, f"{bucket}-cli"]
    run("scheduler", "delete-schedule", "--name", f"{bucket}-cli")
    scheduler.delete_schedule(Name=bucket)


def test_notifications_of_a_bucket_with_boto3_and_the_cli(s3: Any, bucket: str) -> None:
    url, arn = new_queue(bucket)
    rules = [{"Name": "suffix", "Value": ".csv"}]
    configuration = {
        "Id": "csv",
        "QueueArn": arn,
        "Events": ["s3:ObjectCreated:*"],
        "Filter": {"Key": {"FilterRules": rules}},
    }
    s3.put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={"QueueConfigurations": [configuration]}
    )
    assert bodies(url, 1)[0]["Event"] == "s3:TestEvent"
    s3.put_object(Bucket=bucket, Key="a b.csv", Body=b"1\n")
    s3.put_object(Bucket=bucket, Key="a.txt", Body=b"1\n")
    [message] = bodies(url, 1)
    [record] = message["Records"]
    assert (record["eventName"], record["s3"]["object"]["key"]) == ("ObjectCreated:Put", "a+b.csv")
    at = ("s3api", "get-bucket-notification-configuration", "--bucket", bucket)
    [shown] = run(*at)["QueueConfigurations"]
    assert (shown["Id"], shown["QueueArn"]) == ("csv", arn)
    everything = json.dumps({"QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectRemoved:*"]}]})
    put = ("s3api", "put-bucket-notification-configuration", "--bucket", bucket)
    run(*put, "--notification-configuration", everything)
    assert bodies(url, 1)[0]["Event"] == "s3:TestEvent"
    run("s3api", "delete-object", "--bucket", bucket, "--key", "a.txt")
    [message] = bodies(url, 1)
    assert message["Records"][0]["eventName"] == "ObjectRemoved:Delete"


def test_mail_with_boto3_and_the_cli(endpoint: str, bucket: str) -> None:
    ses: Any = boto3.client("ses")
    sender = f"{bucket}@example.com"

    def mails() -> list[Any]:
        with urllib.request.urlopen(f"{endpoint}/_local/inbox") as answer:
            return [mail for mail in json.load(answer)["mails"] if bucket in json.dumps(mail)]

    text = {"Text": {"Data": "한국어 😀"}}
    destination = {"ToAddresses": ["line@example.com"]}
    message = {"Subject": {"Data": f"from {bucket}"}, "Body": text}
    with pytest.raises(ses.exceptions.MessageRejected):
        ses.send_email(Source=sender, Destination=destination, Message=message)
    ses.verify_email_identity(EmailAddress=sender)
    [asked] = mails()
    link = next(word for word in asked["text"].split() if word.startswith("http"))
    with urllib.request.urlopen(link) as answer:
        assert answer.status == 200
    ses.send_email(Source=sender, Destination=destination, Message=message)
    command = ("ses", "send-email", "--from", sender, "--to", "cli@example.com")
    assert run(*command, "--subject", f"CLI {bucket}", "--text", "text")["MessageId"]
    by_subject = {mail["subject"]: mail for mail in mails()}
    assert by_subject[f"from {bucket}"]["text"] == "한국어 😀"
    assert by_subject[f"CLI {bucket}"]["to"] == ["cli@example.com"]


def test_metrics_and_databases_with_the_cli(endpoint: str, bucket: str) -> None:
    at = ("cloudwatch", "put-metric-data", "--namespace", bucket)
    run(*at, "--metric-name", "Ng", "--value", "3", "--dimensions", "Line=L1")
    [metric] = run("cloudwatch", "list-metrics", "--namespace", bucket)["Metrics"]
    assert metric["Dimensions"] == [{"Name": "Line", "Value": "L1"}]
    # the CLI's first version asks AWS's own host for databases, whatever AWS_ENDPOINT_URL says
    rds = ("rds", "--endpoint-url", endpoint)
    versions = run(*rds, "describe-db-engine-versions", "--engine", "postgres")["DBEngineVersions"]
    assert [version["Engine"] for version in versions] == ["postgres"]
    done = subprocess.run(
        [aws, *rds, "describe-db-instances", "--db-instance-identifier", "none"],
        capture_output=True,
        check=False,
    )
    assert b"DBInstanceNotFound" in done.stderr
