"""awswrangler's athena and catalog functions: its three ways to read a query, and what it does to tables."""

import datetime
from decimal import Decimal
from typing import Any

import awswrangler as wr
import pandas as pd
import pytest

days = [datetime.date(2025, 7, 10), datetime.date(2025, 7, 11), datetime.date(2025, 7, 12)]
parts = pd.DataFrame(
    {
        "part": pd.Series(range(300), dtype="int64"),
        "line": pd.Series([f"L{number % 3}" for number in range(300)]),
        "ratio": pd.Series([number / 8 for number in range(300)]),
        "seen": pd.Series([pd.Timestamp(2025, 7, 10, number % 24) for number in range(300)]),
        "weight": pd.Series([Decimal(number) / 100 for number in range(300)]),
        "ng": pd.Series([number % 7 == 0 for number in range(300)]),
        "day": pd.Series([days[number % 3] for number in range(300)]),
    }
)


@pytest.fixture
def database(bucket: str) -> str:
    name = bucket.replace("-", "_")
    wr.catalog.create_database(name)
    return name


@pytest.fixture
def table(bucket: str, database: str) -> str:
    wr.s3.to_parquet(
        parts,
        f"s3://{bucket}/parts/",
        dataset=True,
        partition_cols=["line"],
        database=database,
        table="parts",
        dtype={"weight": "decimal(10,2)"},
    )
    return "parts"


@pytest.mark.parametrize(
    "way",
    [
        {"ctas_approach": True},
        {"ctas_approach": False},
        {"ctas_approach": False, "unload_approach": True},
    ],
)
def test_read_sql_query(bucket: str, database: str, table: str, way: dict[str, Any]) -> None:
    read = wr.athena.read_sql_query(
        "SELECT * FROM parts WHERE part >= 30",
        database=database,
        s3_output=f"s3://{bucket}/answers/",
        **way,
    )
    read = read.sort_values("part").reset_index(drop=True)
    expected = parts[parts["part"] >= 30].reset_index(drop=True)
    for column in parts.columns:
        assert read[column].tolist() == expected[column].tolist(), column
    left = [table["Name"] for table in wr.catalog.get_tables(database=database)]
    assert left == ["parts"], "no temporary table stays"


def test_chunks_and_parameters(bucket: str, database: str, table: str) -> None:
    chunks = wr.athena.read_sql_query(
        "SELECT part, line FROM parts WHERE line = ?",
        database=database,
        s3_output=f"s3://{bucket}/answers/",
        ctas_approach=False,
        params=["'L1'"],
        paramstyle="qmark",
        chunksize=30,
    )
    sizes = [len(chunk) for chunk in chunks]
    assert sum(sizes) == 100
    assert max(sizes) == 30
    named = wr.athena.read_sql_query(
        "SELECT count(*) AS parts FROM parts WHERE line = :line",
        database=database,
        s3_output=f"s3://{bucket}/answers/",
        ctas_approach=False,
        params={"line": "L2"},
    )
    assert named["parts"].tolist() == [100]


def test_catalog(database: str, table: str) -> None:
    assert wr.catalog.does_table_exist(database, table)
    assert not wr.catalog.does_table_exist(database, "other")
    assert wr.catalog.get_table_types(database, table) == {
        "part": "bigint",
        "ratio": "double",
        "seen": "timestamp",
        "weight": "decimal(10,2)",
        "ng": "boolean",
        "day": "date",
        "line": "string",
    }
    assert sorted(wr.catalog.get_partitions(database, table).values()) == [["L0"], ["L1"], ["L2"]]
    assert wr.catalog.table(database, table)["Partition"].tolist() == [False] * 6 + [True]
    wr.catalog.upsert_table_parameters({"made_by": "clients"}, database, table)
    assert wr.catalog.get_table_parameters(database, table)["made_by"] == "clients"
    assert [one["Name"] for one in wr.catalog.search_tables(text=table)].count(table) >= 1
    assert wr.catalog.delete_table_if_exists(database, table)
    assert not wr.catalog.delete_table_if_exists(database, table)


def test_repair_table(bucket: str, database: str) -> None:
    path = f"s3://{bucket}/loose/"
    wr.s3.to_parquet(parts, path, dataset=True, partition_cols=["line"])
    wr.catalog.create_parquet_table(
        database, "loose", path, columns_types={"part": "bigint"}, partitions_types={"line": "string"}
    )
    count = "SELECT count(*) AS parts FROM loose"
    way: dict[str, Any] = {
        "database": database,
        "s3_output": f"s3://{bucket}/answers/",
        "ctas_approach": False,
    }
    assert wr.athena.read_sql_query(count, **way)["parts"].tolist() == [0]
    assert (
        wr.athena.repair_table("loose", database=database, s3_output=f"s3://{bucket}/answers/") == "SUCCEEDED"
    )
    assert wr.athena.read_sql_query(count, **way)["parts"].tolist() == [300]


def test_query_functions(bucket: str, database: str, table: str) -> None:
    output = f"s3://{bucket}/answers/"
    query = wr.athena.start_query_execution("SELECT 1 AS one", database=database, s3_output=output)
    assert wr.athena.wait_query(query)["Status"]["State"] == "SUCCEEDED"
    assert wr.athena.get_query_results(query)["one"].tolist() == [1]
    assert wr.athena.get_query_columns_types(query) == {"one": "integer"}
    assert query in wr.athena.list_query_executions()
    made = wr.athena.create_ctas_table(
        "SELECT part, line FROM parts", database=database, ctas_table="copy", s3_output=output, wait=True
    )
    assert made["ctas_table"] == "copy"
    assert wr.catalog.get_table_types(database, "copy") == {"part": "bigint", "line": "string"}
    described = wr.athena.describe_table(table, database=database, s3_output=output)
    assert described["Column Name"].tolist()[:2] == ["part", "ratio"]
    assert "CREATE EXTERNAL TABLE" in wr.athena.show_create_table(table, database=database, s3_output=output)
    with pytest.raises(wr.exceptions.QueryFailed, match="TABLE_NOT_FOUND"):
        wr.athena.read_sql_query(
            "SELECT * FROM nope", database=database, s3_output=output, ctas_approach=False
        )


def test_iceberg(bucket: str, database: str) -> None:
    way: dict[str, Any] = {
        "database": database,
        "table": "ice",
        "temp_path": f"s3://{bucket}/tmp/",
        "s3_output": f"s3://{bucket}/answers/",
        "keep_files": False,
    }
    first = parts.head(20).drop(columns=["weight"])
    wr.athena.to_iceberg(first, table_location=f"s3://{bucket}/ice/", partition_cols=["day(seen)"], **way)
    changed = first.tail(10).assign(ratio=-1.0)
    more = parts.iloc[20:25].drop(columns=["weight"])
    wr.athena.to_iceberg(pd.concat([changed, more]), merge_cols=["part"], **way)
    wr.athena.delete_from_iceberg_table(first[["part"]].head(5), merge_cols=["part"], **way)
    wr.athena.to_iceberg(more.assign(part=more["part"] + 100, note="x"), schema_evolution=True, **way)
    read = wr.athena.read_sql_query(
        "SELECT part, ratio, note FROM ice ORDER BY part",
        database=database,
        s3_output=f"s3://{bucket}/answers/",
        ctas_approach=False,
    )
    assert read["part"].tolist() == [*range(5, 25), *range(120, 125)]
    assert read["ratio"].tolist()[:15] == [part / 8 for part in range(5, 10)] + [-1.0] * 10
    assert read["note"].count() == 5
    tables = [one["Name"] for one in wr.catalog.get_tables(database=database)]
    assert tables == ["ice"], "no temporary table stays"
