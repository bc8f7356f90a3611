"""Starts Spark on the Java runtime that jobs have, without Spark's launcher.

The launcher always adds the module jdk.incubator.vector, which that runtime lacks.
"""

import json
import os
import subprocess
import time
from pathlib import Path

import pyspark
from pyspark.serializers import UTF8Deserializer, read_int

_SETTINGS = {
    # many small steps, where Spark would compile more than it computes
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}
_START_SECONDS = 60
_ROOM = Path(__file__).parents[1]
_ROOT = _ROOM.parents[2]
_INSTALLATION = _ROOT / ".setup" / "installation.json"
_SPARK_JARS = _ROOT / ".setup" / "spark-jars"
_JARS_OF_OURS = [_ROOT / "local-aws" / "engines" / "java" / name for name in ("lab.jar", "spark-java25.jar")]
_JVM_OPTIONS = _ROOT / "local-aws" / "engines" / "spark" / "spark.jvm-options"
# Spark's Python workers import awsglue, as in a job, and the functions of tests
_WORKER_IMPORTS = [str(_ROOM / folder) for folder in ("src", "testing", "tests")]


def start_gateway(folder: Path) -> subprocess.Popen:
    """Starts the JVM and tells pyspark its port. It ends when its standard input is closed."""
    connection = folder / "connection"
    home = Path(pyspark.__file__).parent
    log_settings = folder / "log4j2.properties"
    log_settings.write_text("rootLogger.level = error\nrootLogger.appenderRefs =\n")
    command = [
        str(_ROOT / json.loads(_INSTALLATION.read_text())["trinoJava"]),
        "-Xmx1g",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:+IgnoreUnrecognizedVMOptions",
        f"@{_JVM_OPTIONS}",
        f"-Dlog4j2.configurationFile={log_settings}",
        "-cp",
        ":".join(map(str, [*_JARS_OF_OURS, home / "jars" / "*", _SPARK_JARS / "*"])),
        "org.apache.spark.deploy.SparkSubmit",
        *(word for name, value in _SETTINGS.items() for word in ("--conf", f"{name}={value}")),
        "--conf",
        f"spark.sql.warehouse.dir={folder}/warehouse",
        "pyspark-shell",
    ]
    environment = {
        **os.environ,
        "_PYSPARK_DRIVER_CONN_INFO_PATH": str(connection),
        "SPARK_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(_WORKER_IMPORTS),
    }
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    deadline = time.monotonic() + _START_SECONDS
    while not connection.is_file():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError(
                f"Spark did not start within {_START_SECONDS} s (exit code {process.returncode})."
            )
        time.sleep(0.05)
    with connection.open("rb") as info:
        os.environ["PYSPARK_GATEWAY_PORT"] = str(read_int(info))
        os.environ["PYSPARK_GATEWAY_SECRET"] = UTF8Deserializer().loads(info) or ""
    return process
