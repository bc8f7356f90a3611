"""What moto.test.ts does with boto3: calls to each service, and a line of JSON with what came back."""

import io
import json
import sys
import zipfile
from typing import Any

import boto3
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
account = "000000000000"


def client(name: str) -> Any:
    keys = {"aws_access_key_id": "local", "aws_secret_access_key": "local"}
    return boto3.client(name, endpoint_url=endpoint, region_name="eu-central-1", **keys)


def message_through_sns_and_sqs() -> str:
    sns, sqs = client("sns"), client("sqs")
    topic = sns.create_topic(Name="ng-parts")["TopicArn"]
    queue = sqs.create_queue(QueueName="ng-parts")["QueueUrl"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:eu-central-1:{account}:ng-parts")
    sns.publish(TopicArn=topic, Message="L3 is out of control")
    message = sqs.receive_message(QueueUrl=queue)["Messages"][0]
    return json.loads(message["Body"])["Message"]


def lambda_function() -> list[str]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("a.py", "def handler(event, context): return 1")
    functions = client("lambda")
    functions.create_function(
        FunctionName="judge",
        Runtime="python3.12",
        Role=f"arn:aws:iam::{account}:role/lab",
        Handler="a.handler",
        Code={"ZipFile": archive.getvalue()},
    )
    return [function["FunctionName"] for function in functions.list_functions()["Functions"]]


def stack() -> list[str]:
    template = {"Resources": {"Alarms": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "alarms"}}}}
    client("cloudformation").create_stack(StackName="lab", TemplateBody=json.dumps(template))
    topics = client("sns").list_topics()["Topics"]
    return [topic["TopicArn"] for topic in topics if topic["TopicArn"].endswith(":alarms")]


def refused(call: Any) -> list[Any]:
    try:
        call()
    except ClientError as error:
        return [error.response["ResponseMetadata"]["HTTPStatusCode"], str(error)]
    return [200, "not refused"]


def main() -> None:
    iam, secrets = client("iam"), client("secretsmanager")
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = iam.create_role(RoleName="lab", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    secrets.create_secret(Name="password", SecretString="한국어")
    kinesis, events = client("kinesis"), client("events")
    kinesis.create_stream(StreamName="parts", ShardCount=1)
    put = kinesis.put_record(StreamName="parts", Data=b"x", PartitionKey="1")
    metrics = client("cloudwatch")
    metrics.put_metric_data(Namespace="lab", MetricData=[{"MetricName": "ng", "Value": 3.0}])
    result = {
        "role": role,
        "message": message_through_sns_and_sqs(),
        "secret": secrets.get_secret_value(SecretId="password")["SecretString"],
        "shard": put["ShardId"],
        "functions": lambda_function(),
        "rule": events.put_rule(Name="daily", ScheduleExpression="rate(1 day)")["RuleArn"],
        "metrics": [each["MetricName"] for each in metrics.list_metrics(Namespace="lab")["Metrics"]],
        "stack": stack(),
        "ownError": refused(lambda: client("sqs").get_queue_url(QueueName="none")),
        "noOperation": refused(lambda: iam.generate_service_last_accessed_details(Arn=role)),
        "noService": refused(lambda: client("gamelift").list_builds()),
        "noDocker": refused(lambda: client("lambda").invoke(FunctionName="judge")),
    }
    print(json.dumps(result))


if len(sys.argv) > 2:
    print(json.dumps(client("sns").list_topics()["Topics"]))
else:
    main()
