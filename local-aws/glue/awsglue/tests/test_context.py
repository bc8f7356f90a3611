"""The embedded AWS's own awsglue: what a Glue script sees of it."""

import json
import sys

import pytest
from awsglue.catalog.data_catalog import CatalogError
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.not_supported import NotSupportedError
from awsglue.run.bookmark import BookmarkError
from awsglue.storage.s3_files import address
from awsglue.transforms import ApplyMapping, DropFields, Filter, Join, Map, RenameField, SelectFields
from awsglue.utils import GlueArgumentError, getResolvedOptions
from bucket import Bucket


@pytest.fixture
def glue(bucket: Bucket) -> GlueContext:
    return GlueContext(bucket.spark.sparkContext)


def frame_of(glue: GlueContext, rows: list[tuple], schema: str) -> DynamicFrame:
    return DynamicFrame.fromDF(glue.spark_session.createDataFrame(rows, schema), glue, "frame")


def rows_of(frame: DynamicFrame) -> list[tuple]:
    return sorted(tuple(row) for row in frame.toDF().collect())


@pytest.mark.parametrize(
    ("words", "names", "found"),
    [
        (["job.py", "--a", "1", "--b=2=3"], ["a", "b"], {"a": "1", "b": "2=3"}),
        (["job.py", "--my-name", "x", "--other", "y"], ["my-name"], {"my_name": "x"}),
        (["job.py", "--my_name", ""], ["my-name"], {"my_name": ""}),
        (["job.py", "--a", "-5", "--a", "6"], ["a"], {"a": "6"}),
    ],
)
def test_resolved_options(words, names, found):
    assert getResolvedOptions(words, names) == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["job.py", "--b", "1"], "the following arguments are required: --a"),
        (["job.py", "--a", "--b", "1"], "argument --a: expected one argument"),
    ],
)
def test_options_that_are_missing(words, said):
    with pytest.raises(GlueArgumentError, match=said):
        getResolvedOptions(words, ["a"])


def test_a_catalog_table_has_its_own_types_and_partition_columns(bucket: Bucket, glue: GlueContext):
    for day in range(1, 8):  # more than one page of GetPartitions
        file = bucket.folder / f"t/day={day}/data.csv"
        file.parent.mkdir(parents=True)
        file.write_text(f'id,name,size\n{day},"a, b",1.5\n0{day},,x\n')
    bucket.glue_api.add_table(
        "t", "csv", bucket.path("t/"), {"id": "bigint", "name": "string", "size": "double"}, {"day": "int"}
    )
    for day in range(1, 8):
        bucket.glue_api.add_partition("t", [str(day)], bucket.path(f"t/day={day}/"))

    frame = glue.create_dynamic_frame.from_catalog(database="quality_lab", table_name="t")
    # texts among numbers make a choice
    size = "struct<double:double,string:string>"
    assert frame.toDF().dtypes == [("id", "bigint"), ("name", "string"), ("size", size), ("day", "int")]
    assert frame.count() == 14
    texts = frame.resolveChoice(specs=[("size", "cast:string")]).toDF()
    assert {row["size"] for row in texts.select("size").collect()} == {"1.5", "x"}
    some = glue.create_dynamic_frame.from_catalog(
        database="quality_lab", table_name="t", push_down_predicate="day > 5 AND day <> 7"
    )
    some = some.resolveChoice(specs=[("size", "cast:double")])
    rows = [tuple(row) for row in some.toDF().orderBy("size").collect()]
    assert rows == [(6, None, None, 6), (6, "a, b", 1.5, 6)]
    none = glue.create_dynamic_frame.from_catalog(
        database="quality_lab", table_name="t", push_down_predicate="day = 99"
    )
    assert (none.count(), none.toDF().columns) == (0, ["id", "name", "size", "day"])


def test_partitions_that_lie_elsewhere_and_folders_that_are_gone(bucket: Bucket, glue: GlueContext):
    for folder, text in (("t/day=1", '{"id": 1}'), ("other", '{"id": 2}')):
        file = bucket.folder / folder / "data.json"
        file.parent.mkdir(parents=True)
        file.write_text(f"{text}\n")
    bucket.glue_api.add_table("t", "json", bucket.path("t/"), {"id": "int"}, {"day": "string"})
    for day, folder in (("1", "t/day=1"), ("2", "other"), ("3", "t/day=3")):
        bucket.glue_api.add_partition("t", [day], bucket.path(folder))
    frame = glue.create_dynamic_frame.from_catalog(database="quality_lab", table_name="t")
    assert rows_of(frame) == [(1, "1"), (2, "2")]


def test_what_a_crawler_left_out_is_not_read(bucket: Bucket, glue: GlueContext):
    for name in ("flat/a.json", "flat/b.json", "t/day=1/a.json", "t/day=2/b.json", "t/other/a.json"):
        file = bucket.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'{{"id": "{name}"}}\n')

    def left(table: str, *patterns: str) -> list[tuple]:
        addresses = [address(bucket.spark, bucket.path(pattern)) for pattern in patterns]
        parameters = bucket.glue_api.tables[table]["Parameters"]
        bucket.glue_api.tables[table]["Parameters"] = {**parameters, "exclusions": json.dumps(addresses)}
        return rows_of(glue.create_dynamic_frame.from_catalog("quality_lab", table))

    bucket.glue_api.add_table("flat", "json", bucket.path("flat/"), {"id": "string"})
    assert left("flat", "flat/b.*") == [("flat/a.json",)]
    assert left("flat", "**.json") == []
    bucket.glue_api.add_table("t", "json", bucket.path("t/"), {"id": "string"}, {"day": "string"})
    for day, folder in (("1", "t/day=1"), ("2", "t/day=2"), ("3", "t/other")):
        bucket.glue_api.add_partition("t", [day], bucket.path(folder))
    assert left("t", "t/*/b.json") == [("t/day=1/a.json", "1"), ("t/other/a.json", "3")]
    assert left("t", "t/day=1/**", "t/other/**") == [("t/day=2/b.json", "2")]


def test_a_table_tells_what_stands_for_null(bucket: Bucket, glue: GlueContext):
    file = bucket.folder / "t/a.csv"
    file.parent.mkdir()
    file.write_text("1,-\n2,x\n3,\n")
    bucket.glue_api.add_table("t", "csv", bucket.path("t/"), {"id": "int", "name": "string"})
    table = bucket.glue_api.tables["t"]
    table["Parameters"] = {"classification": "csv"}
    table["StorageDescriptor"]["SerdeInfo"] = {
        "SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
        "Parameters": {"field.delim": ",", "serialization.null.format": "-"},
    }
    frame = glue.create_dynamic_frame.from_catalog("quality_lab", "t")
    assert rows_of(frame) == [(1, None), (2, "x"), (3, None)]
    glue.write_dynamic_frame.from_catalog(frame, "quality_lab", "t")
    written = [path.read_text() for path in file.parent.iterdir() if path.suffix == ".csv" and path != file]
    assert sorted("".join(written).splitlines()) == ["1,-", "2,x", "3,-"]


def test_a_table_without_files_is_empty(bucket: Bucket, glue: GlueContext):
    bucket.glue_api.add_table("t", "parquet", bucket.path("nothing/"), {"id": "int"})
    frame = glue.create_dynamic_frame.from_catalog(database="quality_lab", table_name="t")
    assert (frame.count(), frame.toDF().columns) == (0, ["id"])


def test_a_table_that_is_not_there(bucket: Bucket, glue: GlueContext):
    with pytest.raises(CatalogError, match=r"EntityNotFoundException.*GetTable.*nothing"):
        glue.create_dynamic_frame.from_catalog(database="quality_lab", table_name="nothing")


def test_a_catalog_that_does_not_answer(glue: GlueContext, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(CatalogError, match="did not answer GetTable"):
        glue.create_dynamic_frame.from_catalog(database="quality_lab", table_name="t")
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    with pytest.raises(CatalogError, match="AWS_ENDPOINT_URL is not set"):
        glue.create_dynamic_frame.from_catalog(database="quality_lab", table_name="t")


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet", "glueparquet"])
def test_what_is_written_is_read_again(bucket: Bucket, glue: GlueContext, file_format: str):
    frame = frame_of(glue, [("a", "x"), ("b", "y")], "id string, kind string")
    target = {"path": bucket.path("out/"), "partitionKeys": ["kind"]}
    for _ in range(2):  # Glue adds files, it does not replace them
        glue.write_dynamic_frame.from_options(
            frame=frame, connection_type="s3", connection_options=target, format=file_format
        )
    options = {"withHeader": True} if file_format == "csv" else {}
    again = glue.create_dynamic_frame.from_options(
        connection_type="s3",
        connection_options={"paths": [bucket.path("out/")]},
        format=file_format,
        format_options=options,
    )
    assert rows_of(again) == [("a", "x"), ("a", "x"), ("b", "y"), ("b", "y")]


def test_a_csv_without_a_header_has_numbered_columns(bucket: Bucket, glue: GlueContext):
    (bucket.folder / "plain.csv").write_text("1;x\n2;y\n")
    frame = glue.create_dynamic_frame.from_options(
        "s3", {"paths": [bucket.path("plain.csv")]}, format="csv", format_options={"separator": ";"}
    )
    assert frame.toDF().dtypes == [("col0", "string"), ("col1", "string")]
    assert rows_of(frame) == [("1", "x"), ("2", "y")]


def test_writing_to_a_catalog_table_and_to_a_sink(bucket: Bucket, glue: GlueContext):
    bucket.glue_api.add_table("t", "csv", bucket.path("t/"), {"id": "int"}, {"day": "string"})
    frame = frame_of(glue, [(1, "1")], "id int, day string")
    glue.write_dynamic_frame.from_catalog(frame=frame, database="quality_lab", table_name="t")
    bucket.glue_api.add_partition("t", ["1"], bucket.path("t/day=1"))
    assert rows_of(glue.create_dynamic_frame.from_catalog("quality_lab", "t")) == [(1, "1")]

    sink = glue.getSink(connection_type="s3", path=bucket.path("sink/"))
    sink.setFormat("glueparquet")
    sink.writeFrame(frame)
    assert bucket.spark.read.parquet(bucket.path("sink/")).count() == 1


def test_transforms(glue: GlueContext):
    frame = frame_of(glue, [(1, "5", "x"), (2, "no", "y")], "id int, amount string, kind string")
    mapped = ApplyMapping.apply(
        frame=frame,
        mappings=[
            ("id", "int", "number", "long"),
            ("amount", "string", "amount", "int"),
            ("gone", "int", "g", "int"),
        ],
    )
    assert mapped.toDF().dtypes == [("number", "bigint"), ("amount", "int")]
    assert rows_of(mapped.select_fields(["number"])) == [(1,), (2,)]
    assert [row["amount"] for row in mapped.toDF().orderBy("number").collect()] == [5, None]
    assert SelectFields.apply(frame, ["kind", "gone"]).toDF().columns == ["kind"]
    assert DropFields.apply(frame=frame, paths=["kind"]).toDF().columns == ["id", "amount"]
    assert RenameField.apply(frame, "kind", "sort").toDF().columns == ["id", "amount", "sort"]
    assert rows_of(Filter.apply(frame=frame, f=lambda record: record["id"] > 1)) == [(2, "no", "y")]
    other = frame_of(glue, [(2, 20)], "key int, price int")
    assert rows_of(Join.apply(frame, other, "id", "key")) == [(2, "no", "y", 2, 20)]


def test_map_works_out_the_schema_from_all_records(glue: GlueContext):
    frame = frame_of(glue, [(1, None), (2, None)], "id int, note string")

    def twice(record: dict) -> dict:
        record["twice"] = record["id"] * 2 if record["id"] > 1 else None
        return record

    mapped = Map.apply(frame=frame, f=twice)
    assert mapped.toDF().dtypes == [("id", "int"), ("note", "string"), ("twice", "bigint")]
    assert [tuple(row) for row in mapped.toDF().orderBy("id").collect()] == [(1, None, None), (2, None, 4)]


def test_transforms_on_an_empty_frame(bucket: Bucket, glue: GlueContext):
    empty = frame_of(glue, [], "id int, kind string")
    other = frame_of(glue, [], "key int")
    results = [
        ApplyMapping.apply(empty, [("id", "int", "id", "long")]),
        SelectFields.apply(empty, ["id"]),
        DropFields.apply(empty, ["id"]),
        RenameField.apply(empty, "id", "number"),
        Filter.apply(empty, lambda record: True),
        Map.apply(empty, lambda record: record),
        Join.apply(empty, other, ["id"], ["key"]),
        empty.resolveChoice(specs=[("id", "cast:long")]),
    ]
    assert [result.count() for result in results] == [0] * len(results)
    glue.write_dynamic_frame.from_options(empty, "s3", {"path": bucket.path("none/")}, "parquet")
    assert not (bucket.folder / "none").exists()


def test_gaps_are_named(bucket: Bucket, glue: GlueContext):
    frame = frame_of(glue, [(1,)], "id int")
    bucket.glue_api.add_table("t", "csv", bucket.path("t/"), {"id": "int"})
    bucket.glue_api.tables["t"]["StorageDescriptor"]["SerdeInfo"]["SerializationLibrary"] = "org.example.Orc"
    gaps = {
        "DynamicFrame.applyMapping": lambda: frame.applyMapping([]),
        "GlueContext.transition_table": lambda: glue.transition_table("quality_lab", "t", "GLACIER"),
        "connection type 'mysql'": lambda: glue.create_dynamic_frame.from_options("mysql", {}),
        "format 'ion'": lambda: glue.write_dynamic_frame.from_options(frame, "s3", {"path": "x"}, "ion"),
        "option 'streamARN'": lambda: glue.create_dynamic_frame.from_options(
            "s3", {"paths": ["x"], "streamARN": "1"}, format="json"
        ),
        "serde org.example.Orc": lambda: glue.create_dynamic_frame.from_catalog("quality_lab", "t"),
        "unbox of the format 'xml'": lambda: frame.unbox("id", "xml"),
        "'kafka'": lambda: glue.getSink("kafka", topic="x"),
        "the transform DetectSensitiveData": lambda: sys.modules["awsglue.transforms"].DetectSensitiveData,
    }
    for said, call in gaps.items():
        with pytest.raises(NotSupportedError) as error:
            call()
        assert said in str(error.value)
        assert "How to solve" in str(error.value)
    assert not hasattr(frame, "applyMapping")


def run_with_bookmark(glue: GlueContext, monkeypatch, run: str, option: str = "enable") -> Job:
    words = ["job.py", "--JOB_RUN_ID", run, "--job-bookmark-option", f"job-bookmark-{option}"]
    monkeypatch.setattr(sys, "argv", words)
    job = Job(glue)
    job.init("job", {})
    return job


def test_a_bookmark_leaves_an_empty_frame_that_transforms_take(
    bucket: Bucket, glue: GlueContext, monkeypatch
):
    monkeypatch.setenv("LAB_JOB_BOOKMARK", str(bucket.folder / "state" / "job.json"))
    (bucket.folder / "in").mkdir()
    (bucket.folder / "in" / "a.json").write_text('{"id": 1, "name": "x"}\n')

    def read() -> DynamicFrame:
        paths = {"paths": [bucket.path("in/")]}
        return glue.create_dynamic_frame.from_options("s3", paths, "json", transformation_ctx="in")

    job = run_with_bookmark(glue, monkeypatch, "jr_1")
    assert rows_of(read()) == [(1, "x")]
    job.commit()
    job = run_with_bookmark(glue, monkeypatch, "jr_2_attempt_1")
    frame = Map.apply(frame=Filter.apply(frame=read(), f=lambda row: row["id"] > 0), f=lambda row: row)
    frame = ApplyMapping.apply(frame=frame, mappings=[("id", "long", "key", "string")])
    assert (frame.count(), frame.toDF().columns) == (0, ["key"])
    glue.write_dynamic_frame.from_options(frame, "s3", {"path": bucket.path("out/")}, "parquet")
    job.commit()
    state = json.loads((bucket.folder / "state" / "job.json").read_text())
    assert {name: state[name] for name in ("Version", "Run", "Attempt", "PreviousRunId")} == {
        "Version": 2,
        "Run": 2,
        "Attempt": 1,
        "PreviousRunId": "jr_1",
    }


def test_two_runs_do_not_commit_over_each_other(bucket: Bucket, glue: GlueContext, monkeypatch):
    monkeypatch.setenv("LAB_JOB_BOOKMARK", str(bucket.folder / "state" / "job.json"))
    run_with_bookmark(glue, monkeypatch, "jr_1", "disable").commit()
    run_with_bookmark(glue, monkeypatch, "jr_1", "pause").commit()
    assert not (bucket.folder / "state").exists()
    run_with_bookmark(glue, monkeypatch, "jr_1")
    slow = glue.bookmark
    run_with_bookmark(glue, monkeypatch, "jr_2").commit()
    with pytest.raises(BookmarkError, match="changed while the job ran"):
        slow.commit()


def test_printing_and_logging(glue: GlueContext, capsys: pytest.CaptureFixture):
    frame = frame_of(glue, [(1, "x")], "id int, kind string")
    frame.show()
    frame.printSchema()
    glue.get_logger().warn("careful")
    printed = capsys.readouterr()
    assert '{"id":1,"kind":"x"}' in printed.out
    assert "|-- id: int\n" in printed.out
    assert "WARN [GlueLogger] careful" in printed.err
