"""A lab folder for each test; they share one Spark with the tests of awsglue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from glue_api import GlueApi
from lab import Lab
from pyspark.sql import SparkSession
from runs import LessonRun, SmallRun


def pytest_configure(config: pytest.Config) -> None:
    """Whichever room is first has it; the variable `pytest_plugins` works in the first only."""
    config.pluginmanager.import_plugin("spark_session")


@pytest.fixture
def lab(spark: SparkSession, glue_api: GlueApi, tmp_path: Path) -> Iterator[Lab]:
    yield Lab(spark, glue_api, tmp_path)
    spark.catalog.clearCache()


@pytest.fixture(scope="session")
def lesson(spark: SparkSession, glue_api: GlueApi, tmp_path_factory: pytest.TempPathFactory) -> LessonRun:
    lab = Lab(spark, glue_api, tmp_path_factory.mktemp("lesson"))
    lab.use_staged(Path(__file__).parents[3] / "datasets" / "quality" / "raw")
    return LessonRun(lab)


@pytest.fixture(scope="session")
def small(spark: SparkSession, glue_api: GlueApi, tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    return SmallRun(Lab(spark, glue_api, tmp_path_factory.mktemp("small")))


@pytest.fixture
def good(small: SmallRun, spark: SparkSession, tmp_path: Path) -> Iterator[Lab]:
    """A copy of a lab in which all four jobs ended well."""
    yield small.lab.copy_to(tmp_path)
    spark.catalog.clearCache()
