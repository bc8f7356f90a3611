"""Glue's readers and writers: formats, options of S3, and what Spark alone would do otherwise."""

import os
from pathlib import Path

import pytest
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.formats.table_format import TableFormat, table_format
from awsglue.not_supported import NotSupportedError
from bucket import Bucket


@pytest.fixture
def glue(bucket: Bucket) -> GlueContext:
    return GlueContext(bucket.spark.sparkContext)


def put(bucket: Bucket, name: str, text: str) -> Path:
    file = bucket.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def frame_of(glue: GlueContext, rows: list[tuple], schema: str) -> DynamicFrame:
    return DynamicFrame.fromDF(glue.createDataFrame(rows, schema), glue, "frame")


def read(
    bucket: Bucket, glue: GlueContext, name: str, file_format: str, format_options=None, **options
) -> list[tuple]:
    paths = {"paths": [bucket.path(name)], **options}
    frame = glue.create_dynamic_frame.from_options("s3", paths, file_format, format_options or {})
    return sorted((tuple(row) for row in frame.toDF().collect()), key=str)


@pytest.mark.parametrize("file_format", ["avro", "orc"])
def test_formats_that_carry_their_types(bucket: Bucket, glue: GlueContext, file_format: str):
    frame = frame_of(glue, [(1, 2.5, ["a"]), (2, None, [])], "id long, size double, tags array<string>")
    glue.write_dynamic_frame.from_options(frame, "s3", {"path": bucket.path("out/")}, file_format)
    assert read(bucket, glue, "out/", file_format) == [(1, 2.5, ["a"]), (2, None, [])]
    bucket.glue_api.add_table(
        "t", file_format, bucket.path("out/"), {"id": "bigint", "tags": "array<string>"}
    )
    table = glue.create_dynamic_frame.from_catalog("quality_lab", "t").toDF()
    assert table.dtypes == [("id", "bigint"), ("tags", "array<string>")]
    assert sorted(tuple(row) for row in table.collect()) == [(1, ["a"]), (2, [])]


def test_xml(bucket: Bucket, glue: GlueContext):
    put(bucket, "in/a.xml", '<ps><p id="1"><name>x</name></p><p id="2"><name> y </name></p></ps>')
    assert read(bucket, glue, "in/", "xml", {"rowTag": "p"}) == [(1, "x"), (2, " y ")]
    with pytest.raises(ValueError, match="rowTag"):
        read(bucket, glue, "in/", "xml")
    bucket.glue_api.add_table("t", "csv", bucket.path("in/"), {"_id": "bigint", "name": "string"})
    bucket.glue_api.tables["t"]["Parameters"] = {"classification": "xml", "rowTag": "p"}
    bucket.glue_api.tables["t"]["StorageDescriptor"]["SerdeInfo"] = {"Parameters": {"rowTag": "p"}}
    assert glue.create_dynamic_frame.from_catalog("quality_lab", "t").count() == 2


def test_csv_options(bucket: Bucket, glue: GlueContext):
    put(bucket, "a/a.csv", 'id|note\n1|"say ""hi"""\n2|"two\nlines"\n')
    options = {"withHeader": True, "separator": "|", "multiLine": "true"}
    assert read(bucket, glue, "a/", "csv", options) == [("1", 'say "hi"'), ("2", "two\nlines")]
    put(bucket, "b/b.csv", 'a title\n1,"a\\"b"\n')
    assert read(bucket, glue, "b/", "csv", {"skipFirst": True, "escaper": "\\"}) == [("1", 'a"b')]
    put(bucket, "c/c.csv", '1,"x\n')
    assert read(bucket, glue, "c/", "csv", {"quoteChar": -1, "optimizePerformance": True}) == [("1", '"x')]
    frame = frame_of(glue, [('say "hi", you', 1)], "note string, id int")
    options = {"writeHeader": False, "separator": ";", "quoteChar": "'"}
    target = {"path": bucket.path("out/"), "compression": "gzip"}
    glue.write_dynamic_frame.from_options(frame, "s3", target, "csv", {"writeHeader": False})
    assert read(bucket, glue, "out/", "csv", compressionType="gzip") == [('say "hi", you', "1")]
    glue.write_dynamic_frame.from_options(frame, "s3", {"path": bucket.path("plain/")}, "csv", options)
    written = "".join(file.read_text() for file in (bucket.folder / "plain").glob("*.csv"))
    assert written == 'say "hi", you;1\n'
    with pytest.raises(NotSupportedError, match="compressionType"):
        read(bucket, glue, "plain/", "csv", compressionType="gzip")


def test_headers_that_differ_are_refused_not_mixed_up(bucket: Bucket, glue: GlueContext):
    put(bucket, "in/a.csv", "id,size\n1,2\n")
    put(bucket, "in/b.csv", "size,id\n2,1\n")
    with pytest.raises(Exception, match="CSV header"):
        read(bucket, glue, "in/", "csv", {"withHeader": True})


def test_json_paths(bucket: Bucket, glue: GlueContext):
    put(bucket, "in/a.json", '{"head": 1, "rows": {"all": [{"id": 1}, {"id": 2}]}}')
    assert read(bucket, glue, "in/", "json", {"jsonPath": "$.rows.all[*]", "multiline": True}) == [(1,), (2,)]
    put(bucket, "b/b.json", '[{"id": 1},\n {"id": 2}]')
    assert read(bucket, glue, "b/", "json", {"jsonPath": "$[*]", "multiline": True}) == [(1,), (2,)]
    with pytest.raises(ValueError, match="finds no 'gone'"):
        read(bucket, glue, "in/", "json", {"jsonPath": "$.gone"})
    with pytest.raises(NotSupportedError, match="jsonPath"):
        read(bucket, glue, "in/", "json", {"jsonPath": "$..id"})


def test_exclusions_and_recursion(bucket: Bucket, glue: GlueContext):
    for name in ("a.json", "b.json", "deep/c.json", "deep/d.json", "deep/e.txt"):
        put(bucket, f"in/{name}", f'{{"name": "{name}"}}\n')
    inputs = {"recurse": True, "groupFiles": "inPartition", "groupSize": "1048576"}
    names = [(name,) for name in ("a.json", "b.json", "deep/c.json", "deep/d.json", "deep/e.txt")]
    assert read(bucket, glue, "in", "json", **inputs) == names
    assert read(bucket, glue, "in/", "json") == names[:2]
    left = read(bucket, glue, "in/", "json", exclusions='["**.txt", "b.*", "{x,deep}/[c]*"]', **inputs)
    assert left == [("a.json",), ("deep/d.json",)]
    assert read(bucket, glue, "in/", "json", exclusions='["*"]', **inputs) == names[2:]
    with pytest.raises(ValueError, match="no file"):
        read(bucket, glue, "in/", "json", exclusions='["**"]')


def test_source_and_sample_and_rdd(bucket: Bucket, glue: GlueContext):
    put(bucket, "in/a.json", "".join(f'{{"id": {number}}}\n' for number in range(9)))
    source = glue.getSource("s3", paths=[bucket.path("in/")])
    source.setFormat("json", attachFilename="file")
    rows = source.getFrame().toDF().collect()
    assert len(rows) == 9
    assert all(row["file"].endswith("/in/a.json") for row in rows)
    paths = {"paths": [bucket.path("in/")]}
    sample = glue.create_sample_dynamic_frame_from_options("s3", paths, num=4, format="json")
    assert sample.count() == 4
    bucket.glue_api.add_table("t", "json", bucket.path("in/"), {"id": "string"})
    options = {"maxSamplePartitions": 2}
    assert (
        glue.create_sample_dynamic_frame_from_catalog("quality_lab", "t", 2, sample_options=options).count()
        == 2
    )
    rdd = bucket.spark.sparkContext.parallelize([(1, "x")])
    frame = glue.create_dynamic_frame.from_rdd(rdd, "made", ["id", "kind"])
    assert (frame.name, [tuple(row) for row in frame.toDF().collect()]) == ("made", [(1, "x")])


def test_data_frames_with_the_types_of_spark_or_of_the_catalog(bucket: Bucket, glue: GlueContext):
    put(bucket, "in/a.json", '{"id": 1}\n')
    bucket.glue_api.add_table("t", "json", bucket.path("in/"), {"id": "string"})

    def types(**options) -> list[tuple[str, str]]:
        frame = glue.create_data_frame.from_catalog("quality_lab", "t", additional_options=options)
        return frame.dtypes

    assert types() == [("id", "string")]
    assert types(useSparkDataSource=True) == [("id", "bigint")]
    assert types(useSparkDataSource=True, primitivesAsString="true") == [("id", "string")]
    assert types(useSparkDataSource=True, useCatalogSchema=True) == [("id", "string")]
    with pytest.raises(ValueError, match="useSparkDataSource"):
        types(useCatalogSchema=True)


def test_purge_keeps_what_is_young(bucket: Bucket, glue: GlueContext):
    old, young = put(bucket, "in/old.csv", "1\n"), put(bucket, "in/deep/young.csv", "2\n")
    os.utime(old, (1000, 1000))
    glue.purge_s3_path(bucket.path("in/"), {"excludeStorageClasses": ["STANDARD"]})
    assert old.exists()
    glue.purge_s3_path(bucket.path("in/"), {"manifestFilePath": bucket.path("manifest/")}, "purge")
    assert (old.exists(), young.exists()) == (False, True)
    assert (bucket.folder / "manifest/purge/Success.csv").read_text().endswith("/in/old.csv\n")
    assert (bucket.folder / "manifest/purge/Failed.csv").read_text() == ""
    glue.purge_s3_path(bucket.path("in/"), {"retentionPeriod": 0})
    assert not young.exists()


def test_ingestion_columns_and_what_a_context_has_of_spark(glue: GlueContext):
    frame = glue.add_ingestion_time_columns(glue.sql("SELECT 1 AS id"), "hour")
    assert frame.columns == ["id", "ingest_year", "ingest_month", "ingest_day", "ingest_hour"]
    assert glue.create_data_frame is not None
    with pytest.raises(NotSupportedError, match="start_transaction"):
        glue.start_transaction(False)


def test_json_with_values_of_several_types_has_choices(bucket: Bucket, glue: GlueContext):
    put(bucket, "in/a.json", '{"id": 1, "name": "x"}\n{"id": "two", "name": "y"}\n')
    paths = {"paths": [bucket.path("in/")]}
    frame = glue.create_dynamic_frame.from_options("s3", paths, "json")
    kinds = {field.name: field.dataType.typeName() for field in frame.schema()}
    assert kinds == {"id": "choice", "name": "string"}
    resolved = frame.resolveChoice(specs=[("id", "cast:long")]).toDF()
    assert sorted((row["id"] or 0, row["name"]) for row in resolved.collect()) == [(0, "y"), (1, "x")]
    put(bucket, "broken/a.json", '{"id": "x"}\n{"id":\n')
    assert len(read(bucket, glue, "broken/", "json")) == 2


def table_with(library: str, serde_parameters: dict, parameters: dict | None = None) -> dict:
    serde = {
        "SerializationLibrary": f"org.apache.hadoop.hive.serde2.{library}",
        "Parameters": serde_parameters,
    }
    return {"Name": "t", "Parameters": parameters or {}, "StorageDescriptor": {"SerdeInfo": serde}}


def test_a_tables_properties_are_obeyed():
    delimited = table_with("lazy.LazySimpleSerDe", {"field.delim": "|"}, {"skip.header.line.count": "1"})
    assert table_format(delimited) == TableFormat("csv", {"sep": "|", "header": "true", "mode": "PERMISSIVE"})
    quoted = {"separatorChar": ";", "quoteChar": "'", "escapeChar": "^"}
    assert table_format(table_with("OpenCSVSerde", quoted)) == TableFormat(
        "csv", {"sep": ";", "header": "false", "mode": "PERMISSIVE", "quote": "'", "escape": "^"}
    )


@pytest.mark.parametrize(
    ("name", "value", "harmless"),
    [
        ("skip.header.line.count", "2", "0"),
        ("skip.footer.line.count", "1", "0"),
        ("serialization.encoding", "EUC-KR", "UTF-8"),
        ("avro.schema.url", "s3://b/a.avsc", ""),
        ("escape.delim", "\\", ""),
    ],
)
def test_a_tables_properties_are_refused(name: str, value: str, harmless: str):
    for in_serde, in_table in [({name: value}, {}), ({}, {name: value})]:
        with pytest.raises(NotSupportedError, match=name):
            table_format(table_with("lazy.LazySimpleSerDe", in_serde, in_table))
    assert table_format(table_with("lazy.LazySimpleSerDe", {name: harmless})).name == "csv"
