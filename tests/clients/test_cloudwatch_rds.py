"""boto3 with CloudWatch and RDS: signed, in the protocols that botocore takes."""

import time
from datetime import datetime, timedelta, timezone
from typing import Any

import boto3
import pytest


def test_metrics_alarms_and_dashboards(environment: None, bucket: str) -> None:
    cloudwatch = boto3.client("cloudwatch")
    now = datetime.now(timezone.utc).replace(second=0, microsecond=0)
    data = [
        {"MetricName": "Ng", "Value": value, "Unit": "Count", "Timestamp": now - timedelta(minutes=minute)}
        for minute, value in enumerate([1.5, 2, 4])
    ]
    cloudwatch.put_metric_data(Namespace=bucket, MetricData=data)
    span: dict[str, Any] = {"StartTime": now - timedelta(hours=1), "EndTime": now + timedelta(minutes=1)}
    stat = {"Metric": {"Namespace": bucket, "MetricName": "Ng"}, "Period": 60, "Stat": "Sum"}
    queries = [
        {"Id": "m1", "MetricStat": stat, "ReturnData": False},
        {"Id": "e1", "Expression": "m1 * 2"},
    ]
    pages = cloudwatch.get_paginator("get_metric_data").paginate(MetricDataQueries=queries, **span)
    values = [value for page in pages for found in page["MetricDataResults"] for value in found["Values"]]
    assert values == [3, 4, 8]
    with pytest.raises(cloudwatch.exceptions.ClientError) as refused:
        cloudwatch.get_metric_statistics(
            Namespace=bucket, MetricName="Ng", Period=7, Statistics=["Sum"], **span
        )
    assert refused.value.response["Error"]["Code"] == "InvalidParameterValue"
    cloudwatch.put_metric_alarm(
        AlarmName=bucket,
        Namespace=bucket,
        MetricName="Ng",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=3,
        ComparisonOperator="GreaterThanThreshold",
    )
    cloudwatch.set_alarm_state(AlarmName=bucket, StateValue="OK", StateReason="by hand")
    [alarm] = cloudwatch.describe_alarms(AlarmNames=[bucket])["MetricAlarms"]
    assert (alarm["StateValue"], alarm["Threshold"]) == ("OK", 3)
    cloudwatch.put_dashboard(DashboardName=bucket.replace(".", "-"), DashboardBody='{"widgets": []}')
    cloudwatch.delete_alarms(AlarmNames=[bucket])


def test_an_instance_of_rds(environment: None) -> None:
    rds = boto3.client("rds")
    with pytest.raises(rds.exceptions.DBInstanceNotFoundFault):
        rds.describe_db_instances(DBInstanceIdentifier="nobody")
    rds.create_db_instance(
        DBInstanceIdentifier="from-python",
        Engine="postgres",
        DBInstanceClass="db.t4g.micro",
        AllocatedStorage=20,
        MasterUsername="shop",
        MasterUserPassword="first-secret",
    )
    waiter = {"WaiterConfig": {"Delay": 1}}
    rds.get_waiter("db_instance_available").wait(DBInstanceIdentifier="from-python", **waiter)
    [instance] = rds.describe_db_instances()["DBInstances"]
    assert instance["Endpoint"]["Address"] == "127.0.0.1"
    assert time.time() - instance["InstanceCreateTime"].timestamp() < 120
    rds.delete_db_instance(DBInstanceIdentifier="from-python", SkipFinalSnapshot=True)
    rds.get_waiter("db_instance_deleted").wait(DBInstanceIdentifier="from-python", **waiter)
