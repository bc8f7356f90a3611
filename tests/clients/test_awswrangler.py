"""awswrangler: its s3 functions, and a dataset with a table on it that Athena reads."""

from pathlib import Path

import awswrangler as wr
import pandas as pd

frame = pd.DataFrame(
    {
        "part": pd.Series(range(300), dtype="Int64"),
        "line": pd.Series([f"L{number % 3}" for number in range(300)], dtype="string"),
        "ratio": pd.Series([number / 8 for number in range(300)], dtype="float64"),
    }
)


def test_text_and_parquet_files(bucket: str) -> None:
    folder = f"s3://{bucket}/files"
    wr.s3.to_csv(frame, f"{folder}/a.csv", index=False)
    wr.s3.to_json(frame, f"{folder}/b.json", orient="records", lines=True)
    wr.s3.to_parquet(frame, f"{folder}/c.parquet")
    assert wr.s3.read_csv(f"{folder}/a.csv")["ratio"].sum() == frame["ratio"].sum()
    assert len(wr.s3.read_json(f"{folder}/b.json", orient="records", lines=True)) == 300
    read = wr.s3.read_parquet(f"{folder}/c.parquet", dtype_backend="numpy_nullable")
    assert read["part"].tolist() == frame["part"].tolist()


def test_objects(bucket: str, tmp_path: Path) -> None:
    folder = f"s3://{bucket}/objects"
    (tmp_path / "file").write_bytes(b"12345")
    wr.s3.upload(str(tmp_path / "file"), f"{folder}/x/one")
    wr.s3.upload(str(tmp_path / "file"), f"{folder}/two")
    assert wr.s3.list_objects(folder) == [f"{folder}/two", f"{folder}/x/one"]
    assert wr.s3.list_directories(f"{folder}/") == [f"{folder}/x/"]
    assert wr.s3.does_object_exist(f"{folder}/two")
    assert not wr.s3.does_object_exist(f"{folder}/three")
    assert wr.s3.size_objects(folder) == {f"{folder}/two": 5, f"{folder}/x/one": 5}
    assert wr.s3.describe_objects(f"{folder}/two")[f"{folder}/two"]["ContentLength"] == 5
    assert wr.s3.get_bucket_region(bucket) == "us-east-1"
    wr.s3.copy_objects([f"{folder}/two"], source_path=folder, target_path=f"s3://{bucket}/copies")
    wr.s3.wait_objects_exist([f"s3://{bucket}/copies/two"])
    wr.s3.download(f"s3://{bucket}/copies/two", str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == b"12345"
    wr.s3.delete_objects(folder)
    assert wr.s3.list_objects(folder) == []


def test_partitioned_dataset(bucket: str) -> None:
    path = f"s3://{bucket}/dataset/"
    wr.s3.to_parquet(frame, path, dataset=True, partition_cols=["line"])
    wr.s3.to_parquet(
        frame[frame["line"] == "L1"].head(1),
        path,
        dataset=True,
        partition_cols=["line"],
        mode="overwrite_partitions",
    )
    assert len(wr.s3.read_parquet(path, dataset=True)) == 201
    chosen = wr.s3.read_parquet(path, dataset=True, partition_filter=lambda values: values["line"] == "L2")
    assert chosen["ratio"].sum() == frame[frame["line"] == "L2"]["ratio"].sum()


def test_a_table_that_athena_reads(bucket: str) -> None:
    wr.catalog.create_database("clients", exist_ok=True)
    path = f"s3://{bucket}/table/"
    wr.s3.to_parquet(
        frame,
        path,
        dataset=True,
        partition_cols=["line"],
        database="clients",
        table="parts",
        mode="overwrite",
    )
    assert wr.catalog.get_table_types("clients", "parts") == {
        "part": "bigint",
        "ratio": "double",
        "line": "string",
    }
    read = wr.athena.read_sql_query(
        "SELECT line, count(*) AS parts, sum(ratio) AS ratio FROM parts GROUP BY line ORDER BY line",
        database="clients",
        s3_output=f"s3://{bucket}/results/",
        ctas_approach=False,
    )
    expected = frame.groupby("line")["ratio"].agg(["count", "sum"])
    assert read["line"].tolist() == ["L0", "L1", "L2"]
    assert read["parts"].tolist() == expected["count"].tolist()
    assert read["ratio"].tolist() == expected["sum"].tolist()
