"""PyIceberg over Glue's Data Catalog and S3: it reads what Athena wrote, and Athena what it wrote."""

import os

import awswrangler as wr
import pyarrow as pa
import pytest
from pyiceberg.catalog import Catalog, load_catalog


@pytest.fixture
def catalog(endpoint: str, bucket: str) -> Catalog:
    """The endpoint of S3 has to be named: PyArrow does not look at the environment."""
    return load_catalog(
        "glue",
        **{
            "type": "glue",
            "s3.endpoint": endpoint,
            "s3.access-key-id": os.environ["AWS_ACCESS_KEY_ID"],
            "s3.secret-access-key": os.environ["AWS_SECRET_ACCESS_KEY"],
            "s3.region": "us-east-1",
            "warehouse": f"s3://{bucket}/warehouse",
        },
    )


def test_both_ways(catalog: Catalog, bucket: str) -> None:
    database = bucket.replace("-", "_")
    wr.catalog.create_database(database)

    def ask(sql: str) -> dict[str, list[object]]:
        query = wr.athena.start_query_execution(sql, database=database, s3_output=f"s3://{bucket}/answers/")
        assert wr.athena.wait_query(query)["Status"]["State"] == "SUCCEEDED"
        return wr.athena.get_query_results(query).to_dict("list") if sql.startswith("SELECT") else {}

    ask(
        f"""CREATE TABLE seen (id bigint, line string, at timestamp) PARTITIONED BY (day(at), bucket(4, id))
        LOCATION 's3://{bucket}/seen/' TBLPROPERTIES ('table_type'='ICEBERG')"""
    )
    ask("INSERT INTO seen VALUES (1, 'L1', TIMESTAMP '2025-07-01 10:00:00'), (2, 'L2', NULL)")
    ask("DELETE FROM seen WHERE id = 1")
    ask("ALTER TABLE seen CHANGE COLUMN line place string AFTER at")
    table = catalog.load_table((database, "seen"))
    assert [field.name for field in table.schema().fields] == ["id", "at", "place"]
    assert [str(field.transform) for field in table.spec().fields] == ["day", "bucket[4]"]
    assert table.scan().to_arrow().to_pylist() == [{"id": 2, "at": None, "place": "L2"}]
    first = table.history()[0].snapshot_id
    assert table.scan(snapshot_id=first).to_arrow().num_rows == 2

    rows = pa.table({"n": pa.array([1, 2, 3], pa.int32()), "name": ["a", "b", "c"]})
    made = catalog.create_table((database, "made"), schema=rows.schema)
    made.append(rows)
    made.delete("n = 2")
    assert ask("SELECT n, name FROM made ORDER BY n") == {"n": [1, 3], "name": ["a", "c"]}
    ask("INSERT INTO made VALUES (4, 'd')")
    assert sorted(catalog.load_table((database, "made")).scan().to_arrow()["n"].to_pylist()) == [1, 3, 4]
    assert ask("SELECT count(*) AS n FROM made") == {"n": [3]}
