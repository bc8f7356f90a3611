"""SQS, SNS and mail with boto3 and the AWS CLI."""

import json
import os
import subprocess
import urllib.request
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

aws = os.environ["LAB_AWS_CLI"]


def test_queue_and_topic_with_boto3() -> None:
    sqs: Any = boto3.client("sqs")
    sns: Any = boto3.client("sns")
    queue = sqs.create_queue(QueueName="clients")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    attributes = {
        "line": {"DataType": "Number", "StringValue": "3"},
        "b": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
    }
    sqs.send_message(QueueUrl=queue, MessageBody="한국어 😀", MessageAttributes=attributes)
    [message] = sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"], WaitTimeSeconds=5)[
        "Messages"
    ]
    assert message["Body"] == "한국어 😀"
    assert message["MessageAttributes"]["b"]["BinaryValue"] == b"\x00\xff"
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    topic = sns.create_topic(Name="clients")["TopicArn"]
    sns.subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"FilterPolicy": json.dumps({"line": ["3"]})}
    )
    sns.publish(TopicArn=topic, Message="not this")
    sns.publish(
        TopicArn=topic, Message="this", MessageAttributes={"line": {"DataType": "String", "StringValue": "3"}}
    )
    [message] = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=5)["Messages"]
    assert json.loads(message["Body"])["Message"] == "this"
    with pytest.raises(sqs.exceptions.QueueDoesNotExist) as error:
        sqs.get_queue_url(QueueName="none")
    assert error.value.response["Error"]["Code"] == "AWS.SimpleQueueService.NonExistentQueue"
    with pytest.raises(ClientError) as refused:
        sns.publish(TopicArn=topic, Message="")
    assert refused.value.response["Error"]["Code"] == "InvalidParameter"


def run(*args: str) -> Any:
    done = subprocess.run([aws, *args], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout or b"{}")


def test_mail_and_queue_with_the_cli(endpoint: str) -> None:
    topic = run("sns", "create-topic", "--name", "mail")["TopicArn"]
    run(
        "sns",
        "subscribe",
        "--topic-arn",
        topic,
        "--protocol",
        "email",
        "--notification-endpoint",
        "a@example.com",
    )
    with urllib.request.urlopen(f"{endpoint}/_local/inbox") as answer:
        mails = json.load(answer)["mails"]
    [mail] = [mail for mail in mails if topic in mail.get("text", "")]
    assert mail["to"] == ["a@example.com"]
    # the CLI's first version asks AWS's own host for queues, whatever AWS_ENDPOINT_URL says
    at = ("--endpoint-url", endpoint)
    queue = run("sqs", "create-queue", *at, "--queue-name", "cli")["QueueUrl"]
    run("sqs", "send-message", *at, "--queue-url", queue, "--message-body", "from the CLI")
    [message] = run("sqs", "receive-message", *at, "--queue-url", queue)["Messages"]
    assert message["Body"] == "from the CLI"


def test_the_second_api_of_ses_is_refused() -> None:
    with pytest.raises(ClientError) as refused:
        boto3.client("sesv2").list_email_identities()
    assert "not sesv2" in str(refused.value)
