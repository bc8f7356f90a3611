"""dbt-athena's incremental Iceberg models: merge by a key, a new column, append."""

import json
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import boto3
import pytest
from dbt.cli.main import dbtRunner

project = Path(__file__).parent / "plant"


@pytest.fixture
def dbt(bucket: str, tmp_path: Path) -> Callable[..., None]:
    """Runs a command of dbt, and expects that it succeeds."""
    schema = bucket.replace("-", "_")
    boto3.client("glue").create_database(DatabaseInput={"Name": schema})
    output = {
        "type": "athena",
        "s3_staging_dir": f"s3://{bucket}/results/",
        "s3_data_dir": f"s3://{bucket}/data/",
        "region_name": "us-east-1",
        "schema": schema,
        "database": "awsdatacatalog",
        "threads": 1,
        "num_retries": 0,
    }
    # JSON is YAML
    profiles = json.dumps({"plant": {"target": "test", "outputs": {"test": output}}})
    (tmp_path / "profiles.yml").write_text(profiles)
    folders = [
        "--project-dir",
        str(project),
        "--profiles-dir",
        str(tmp_path),
        "--target-path",
        str(tmp_path / "target"),
    ]

    def run(command: str, **variables: object) -> None:
        log = ["--log-path", str(tmp_path / "logs")]
        result = dbtRunner().invoke([command, *folders, *log, "--vars", json.dumps(variables)])
        assert result.success, result.exception or [one.message for one in result.result]

    return run


@pytest.fixture
def ask(bucket: str) -> Callable[[str], list[tuple[str | None, ...]]]:
    athena = boto3.client("athena")

    def rows(sql: str) -> list[tuple[str | None, ...]]:
        query = athena.start_query_execution(
            QueryString=sql,
            QueryExecutionContext={"Database": bucket.replace("-", "_")},
            ResultConfiguration={"OutputLocation": f"s3://{bucket}/answers/"},
        )["QueryExecutionId"]
        status: dict[str, Any] = {"State": "QUEUED"}
        while status["State"] in ("QUEUED", "RUNNING"):
            sleep(0.05)
            status = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]["Status"]
        assert status["State"] == "SUCCEEDED", status
        found = athena.get_query_results(QueryExecutionId=query)["ResultSet"]["Rows"]
        return [tuple(cell.get("VarCharValue") for cell in row["Data"]) for row in found[1:]]

    return rows


def test_incremental_iceberg_models(
    dbt: Callable[..., None], ask: Callable[[str], list[tuple[str | None, ...]]]
) -> None:
    dbt("build")
    assert ask("SELECT id, temperature FROM merged ORDER BY id") == [
        ("1", "20.5"),
        ("2", "21.5"),
        ("3", "22.5"),
    ]
    assert ask('SELECT count(*) FROM "merged$partitions"') == [("3",)]

    dbt("build", batch=2, checked=True)
    assert ask("SELECT id, temperature, checked_in FROM merged ORDER BY id") == [
        ("1", "20.5", None),
        ("2", "99.5", "2"),
        ("3", "22.5", None),
        ("4", "23.5", "2"),
    ]
    assert ask("SELECT count(*) FROM appended WHERE id = 2") == [("2",)]
