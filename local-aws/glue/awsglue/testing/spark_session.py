"""A plugin of pytest for all tests under Spark: one session, one Glue API, a bucket for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from bucket import Bucket
from glue_api import GlueApi
from pyspark.sql import SparkSession
from spark_gateway import start_gateway


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    process = start_gateway(tmp_path_factory.mktemp("spark"))
    session = SparkSession.builder.getOrCreate()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    yield session
    session.stop()
    # that ends its input, too, which ends it
    process.communicate(timeout=30)


@pytest.fixture(scope="session")
def glue_api() -> Iterator[GlueApi]:
    api = GlueApi()
    os.environ["AWS_ENDPOINT_URL"] = api.url
    yield api
    api.close()


@pytest.fixture
def bucket(spark: SparkSession, glue_api: GlueApi, tmp_path: Path) -> Iterator[Bucket]:
    yield Bucket(spark, glue_api, tmp_path)
    spark.catalog.clearCache()
