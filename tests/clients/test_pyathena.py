"""PyAthena: its cursors, pandas, SQLAlchemy."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pyathena
import pytest
from pyathena.async_cursor import AsyncCursor
from pyathena.cursor import DictCursor
from pyathena.pandas.cursor import PandasCursor
from sqlalchemy import MetaData, Table, create_engine, func, inspect, select, text

Connect = Callable[..., Any]


@pytest.fixture
def database(bucket: str) -> str:
    return bucket.replace("-", "_")


@pytest.fixture
def connect(bucket: str, database: str) -> Connect:
    def connection(**more: Any) -> Any:
        return pyathena.connect(
            s3_staging_dir=f"s3://{bucket}/answers/", region_name="us-east-1", poll_interval=0.05, **more
        )

    cursor = connection().cursor()
    cursor.execute(f"CREATE DATABASE {database}")
    cursor.execute(
        f"""CREATE EXTERNAL TABLE {database}.parts (part bigint, ratio double, weight decimal(10,2),
              ng boolean, seen timestamp, note string, tags array<string>)
            PARTITIONED BY (line string) STORED AS PARQUET LOCATION 's3://{bucket}/parts/'"""
    )
    cursor.execute(
        f"""INSERT INTO {database}.parts VALUES
              (9007199254740993, 0.5, DECIMAL '12.50', true, TIMESTAMP '2025-07-12 06:00:00.250',
               'strip, "A"', ARRAY['a', 'b'], 'L1'),
              (2, NULL, NULL, false, NULL, NULL, NULL, 'L2')"""
    )
    return connection


def test_rows_have_python_types(connect: Connect, database: str) -> None:
    cursor = connect(schema_name=database).cursor()
    cursor.execute("SELECT part, ratio, weight, ng, seen, note, line FROM parts ORDER BY line")
    assert [column[:2] for column in cursor.description][:3] == [
        ("part", "bigint"),
        ("ratio", "double"),
        ("weight", "decimal"),
    ]
    assert cursor.fetchall() == [
        (
            9007199254740993,
            0.5,
            Decimal("12.50"),
            True,
            datetime.datetime(2025, 7, 12, 6, 0, 0, 250_000),
            'strip, "A"',
            "L1",
        ),
        (2, None, None, False, None, None, "L2"),
    ]
    assert cursor.data_scanned_in_bytes > 0
    assert cursor.output_location.endswith(f"{cursor.query_id}.csv")


def test_pages_dictionaries_and_parameters(connect: Connect, database: str) -> None:
    cursor = connect(schema_name=database).cursor()
    cursor.arraysize = 7
    cursor.execute("SELECT n FROM UNNEST(sequence(1, 2500)) AS t(n)")
    assert [row[0] for row in cursor] == list(range(1, 2501))
    dictionaries = connect(schema_name=database).cursor(DictCursor)
    dictionaries.execute("SELECT part FROM parts WHERE line = %(line)s", {"line": "L2"})
    assert dictionaries.fetchall() == [{"part": 2}]
    cursor.execute("SELECT part FROM parts WHERE line = ?", ["'L2'"], paramstyle="qmark")
    assert cursor.fetchone() == (2,)


def test_errors_and_cancel(connect: Connect, database: str) -> None:
    cursor = connect(schema_name=database).cursor()
    with pytest.raises(
        pyathena.error.OperationalError, match=r"TABLE_NOT_FOUND: line 1:15: Table '.*nope' does not exist"
    ):
        cursor.execute("SELECT * FROM nope")
    asynchronous = connect(schema_name=database).cursor(AsyncCursor)
    long = "SELECT count(*) FROM UNNEST(sequence(1, 9000), sequence(1, 9000)) AS t(a, b)" + "".join(
        f" CROSS JOIN UNNEST(sequence(1, 9000)) AS t{number}(c)" for number in range(3)
    )
    query, future = asynchronous.execute(long)
    asynchronous.cancel(query).result()
    assert future.result().state == "CANCELLED"


def test_pandas(connect: Connect, database: str) -> None:
    cursor = connect(schema_name=database).cursor(PandasCursor)
    frame = cursor.execute("SELECT part, ratio, ng, seen, line FROM parts ORDER BY line").as_pandas()
    assert frame["part"].tolist() == [9007199254740993, 2]
    assert frame["seen"].iloc[0] == pd.Timestamp("2025-07-12 06:00:00.250")
    assert pd.isna(frame["ratio"].iloc[1])
    unloaded = connect(schema_name=database).cursor(PandasCursor, unload=True)
    frame = unloaded.execute("SELECT part, line FROM parts ORDER BY line").as_pandas()
    assert sorted(frame["line"]) == ["L1", "L2"]


def test_sqlalchemy(bucket: str, connect: Connect, database: str) -> None:
    engine = create_engine(
        f"awsathena+rest://@athena.us-east-1.amazonaws.com:443/{database}?s3_staging_dir=s3://{bucket}/answers/&poll_interval=0.05"
    )
    with engine.connect() as connection:
        assert connection.execute(text("SELECT max(part) FROM parts")).scalar() == 9007199254740993
        parts = Table("parts", MetaData(schema=database), autoload_with=connection)
        assert [column.name for column in parts.columns][:2] == ["part", "ratio"]
        counted = connection.execute(
            select(parts.c.line, func.count()).group_by(parts.c.line).order_by(parts.c.line)
        )
        assert counted.fetchall() == [("L1", 1), ("L2", 1)]
        seen = inspect(connection)
        assert seen.get_table_names(schema=database) == ["parts"]
        assert database in seen.get_schema_names()
        assert seen.has_table("parts", schema=database)
