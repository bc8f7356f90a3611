"""The metrics of a job run, as `--enable-metrics` asks for them: measured by Spark, sent to CloudWatch.

https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html
"""

import atexit
import os
import time
from typing import Any
from urllib.parse import urlencode

from awsglue.run.aws_request import post
from awsglue.run.glue_logger import GlueLogger
from awsglue.run.job_arguments import argument
from awsglue.run.jvm import jvm
from pyspark.sql import SparkSession

_NAMESPACE = "Glue"
_AGGREGATE = "glue.driver.aggregate."


class Metrics:
    """What a run has done so far. Of counts, as Glue does, only what was added since they were last sent."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        self._job = argument("--JOB_NAME")
        self._run = argument("--JOB_RUN_ID")
        self._sent: dict[str, float] = {}
        option = argument("--enable-metrics")
        self._is_on = option is not None and option.lower() != "false" and bool(self._job and self._run)
        if self._is_on:
            atexit.register(self.send)

    def send(self) -> None:
        """Sends them, where the run asks for metrics. A run does not fail for want of CloudWatch."""
        if not self._is_on:
            return
        try:
            counts = self._counts()
            added = {name: value - self._sent.get(name, 0) for name, value in counts.items()}
            _put([*self._data(added, "count"), *self._data(self._gauges(), "gauge")])
            self._sent = counts
        except Exception as error:
            GlueLogger().warn(f"The metrics of the run were not sent: {error}")

    def _counts(self) -> dict[str, float]:
        context: Any = self._spark.sparkContext
        packages = jvm(self._spark)
        no_quantiles = context._gateway.new_array(packages.double, 0)
        status = context._jsc.sc().statusStore()
        stages = status.stageList(None, False, False, no_quantiles, packages.java.util.ArrayList())
        total = dict.fromkeys(_BY_STAGE, 0)
        completed = 0
        for position in range(stages.size()):
            stage = stages.apply(position)
            completed += stage.status().toString() == "COMPLETE"
            for name, measure in _BY_STAGE.items():
                total[name] += getattr(stage, measure)()
        counts = {
            "elapsedTime": time.time() * 1000 - context.startTime,
            "numCompletedStages": completed,
            **total,
        }
        return {_AGGREGATE + name: value for name, value in counts.items()}

    def _gauges(self) -> dict[str, float]:
        packages = jvm(self._spark)
        runtime = packages.java.lang.Runtime.getRuntime()
        used = runtime.totalMemory() - runtime.freeMemory()
        stores = [
            of for of in packages.org.apache.hadoop.fs.FileSystem.getAllStatistics() if of.getScheme() == "s3"
        ]
        found = {
            "jvm.heap.used": used,
            "jvm.heap.usage": used / runtime.maxMemory(),
            "s3.filesystem.read_bytes": sum(store.getBytesRead() for store in stores),
            "s3.filesystem.write_bytes": sum(store.getBytesWritten() for store in stores),
        }
        # one JVM is the driver and all executors
        return {f"glue.{where}.{name}": value for where in ("driver", "ALL") for name, value in found.items()}

    def _data(self, values: dict[str, float], kind: str) -> list[dict]:
        return [
            {"name": name, "value": value, "JobName": self._job, "JobRunId": run, "Type": kind}
            for name, value in values.items()
            for run in (self._run, "ALL")
        ]


# CloudWatch's name, and Spark's measure of a stage
_BY_STAGE = {
    "numCompletedTasks": "numCompleteTasks",
    "numFailedTasks": "numFailedTasks",
    "numKilledTasks": "numKilledTasks",
    "bytesRead": "inputBytes",
    "recordsRead": "inputRecords",
    "shuffleBytesWritten": "shuffleWriteBytes",
    "shuffleLocalBytesRead": "shuffleLocalBytesRead",
}


def _put(data: list[dict]) -> None:
    """`PutMetricData`."""
    form = {"Action": "PutMetricData", "Version": "2010-08-01", "Namespace": _NAMESPACE}
    for position, datum in enumerate(data, start=1):
        member = f"MetricData.member.{position}"
        form[f"{member}.MetricName"] = datum["name"]
        form[f"{member}.Value"] = repr(float(datum["value"]))
        for place, dimension in enumerate(("JobName", "JobRunId", "Type"), start=1):
            form[f"{member}.Dimensions.member.{place}.Name"] = dimension
            form[f"{member}.Dimensions.member.{place}.Value"] = datum[dimension]
    endpoint = os.environ.get("AWS_ENDPOINT_URL_CLOUDWATCH") or os.environ["AWS_ENDPOINT_URL"]
    body = urlencode(form).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    post(endpoint, body, headers, "monitoring")
