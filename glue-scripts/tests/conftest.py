"""One Spark session and one Glue API for all tests; a lab folder for each."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from glue_api import GlueApi
from lab import Lab
from pyspark.sql import SparkSession
from runs import LessonRun, SmallRun
from spark_gateway import start_gateway


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    process = start_gateway(tmp_path_factory.mktemp("spark"))
    session = SparkSession.builder.getOrCreate()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    yield session
    session.stop()
    process.stdin.close()
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def glue_api() -> Iterator[GlueApi]:
    api = GlueApi()
    os.environ["AWS_ENDPOINT_URL"] = api.url
    yield api
    api.close()


@pytest.fixture
def lab(spark: SparkSession, glue_api: GlueApi, tmp_path: Path) -> Iterator[Lab]:
    yield Lab(spark, glue_api, tmp_path)
    spark.catalog.clearCache()


@pytest.fixture(scope="session")
def lesson(spark: SparkSession, glue_api: GlueApi, tmp_path_factory: pytest.TempPathFactory) -> LessonRun:
    lab = Lab(spark, glue_api, tmp_path_factory.mktemp("lesson"))
    lab.use_staged(Path(__file__).parents[2] / "datasets" / "raw")
    return LessonRun(lab)


@pytest.fixture(scope="session")
def small(spark: SparkSession, glue_api: GlueApi, tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    return SmallRun(Lab(spark, glue_api, tmp_path_factory.mktemp("small")))


@pytest.fixture
def good(small: SmallRun, spark: SparkSession, tmp_path: Path) -> Iterator[Lab]:
    """A copy of a lab in which all four jobs ended well."""
    yield small.lab.copy_to(tmp_path)
    spark.catalog.clearCache()
