"""Glue's readers and writers: formats, options of S3, and what Spark alone would do otherwise."""

import os
from pathlib import Path

import pytest
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.not_supported import NotSupportedError
from lab import Lab


@pytest.fixture
def glue(lab: Lab) -> GlueContext:
    return GlueContext(lab.spark.sparkContext)


def put(lab: Lab, name: str, text: str) -> Path:
    file = lab.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def frame_of(glue: GlueContext, rows: list[tuple], schema: str) -> DynamicFrame:
    return DynamicFrame.fromDF(glue.createDataFrame(rows, schema), glue, "frame")


def read(
    lab: Lab, glue: GlueContext, name: str, file_format: str, format_options=None, **options
) -> list[tuple]:
    paths = {"paths": [lab.path(name)], **options}
    frame = glue.create_dynamic_frame.from_options("s3", paths, file_format, format_options or {})
    return sorted((tuple(row) for row in frame.toDF().collect()), key=str)


@pytest.mark.parametrize("file_format", ["avro", "orc"])
def test_formats_that_carry_their_types(lab: Lab, glue: GlueContext, file_format: str):
    frame = frame_of(glue, [(1, 2.5, ["a"]), (2, None, [])], "id long, size double, tags array<string>")
    glue.write_dynamic_frame.from_options(frame, "s3", {"path": lab.path("out/")}, file_format)
    assert read(lab, glue, "out/", file_format) == [(1, 2.5, ["a"]), (2, None, [])]
    lab.glue_api.add_table("t", file_format, lab.path("out/"), {"id": "bigint", "tags": "array<string>"})
    table = glue.create_dynamic_frame.from_catalog("quality_lab", "t").toDF()
    assert table.dtypes == [("id", "bigint"), ("tags", "array<string>")]
    assert sorted(tuple(row) for row in table.collect()) == [(1, ["a"]), (2, [])]


def test_xml(lab: Lab, glue: GlueContext):
    put(lab, "in/a.xml", '<ps><p id="1"><name>x</name></p><p id="2"><name> y </name></p></ps>')
    assert read(lab, glue, "in/", "xml", {"rowTag": "p"}) == [(1, "x"), (2, " y ")]
    with pytest.raises(ValueError, match="rowTag"):
        read(lab, glue, "in/", "xml")
    lab.glue_api.add_table("t", "csv", lab.path("in/"), {"_id": "bigint", "name": "string"})
    lab.glue_api.tables["t"]["Parameters"] = {"classification": "xml", "rowTag": "p"}
    lab.glue_api.tables["t"]["StorageDescriptor"]["SerdeInfo"] = {"Parameters": {"rowTag": "p"}}
    assert glue.create_dynamic_frame.from_catalog("quality_lab", "t").count() == 2


def test_csv_options(lab: Lab, glue: GlueContext):
    put(lab, "a/a.csv", 'id|note\n1|"say ""hi"""\n2|"two\nlines"\n')
    options = {"withHeader": True, "separator": "|", "multiLine": "true"}
    assert read(lab, glue, "a/", "csv", options) == [("1", 'say "hi"'), ("2", "two\nlines")]
    put(lab, "b/b.csv", 'a title\n1,"a\\"b"\n')
    assert read(lab, glue, "b/", "csv", {"skipFirst": True, "escaper": "\\"}) == [("1", 'a"b')]
    put(lab, "c/c.csv", '1,"x\n')
    assert read(lab, glue, "c/", "csv", {"quoteChar": -1, "optimizePerformance": True}) == [("1", '"x')]
    frame = frame_of(glue, [('say "hi", you', 1)], "note string, id int")
    options = {"writeHeader": False, "separator": ";", "quoteChar": "'"}
    target = {"path": lab.path("out/"), "compression": "gzip"}
    glue.write_dynamic_frame.from_options(frame, "s3", target, "csv", {"writeHeader": False})
    assert read(lab, glue, "out/", "csv", compressionType="gzip") == [('say "hi", you', "1")]
    glue.write_dynamic_frame.from_options(frame, "s3", {"path": lab.path("plain/")}, "csv", options)
    written = "".join(file.read_text() for file in (lab.folder / "plain").glob("*.csv"))
    assert written == 'say "hi", you;1\n'
    with pytest.raises(NotSupportedError, match="compressionType"):
        read(lab, glue, "plain/", "csv", compressionType="gzip")


def test_headers_that_differ_are_refused_not_mixed_up(lab: Lab, glue: GlueContext):
    put(lab, "in/a.csv", "id,size\n1,2\n")
    put(lab, "in/b.csv", "size,id\n2,1\n")
    with pytest.raises(Exception, match="CSV header"):
        read(lab, glue, "in/", "csv", {"withHeader": True})


def test_json_paths(lab: Lab, glue: GlueContext):
    put(lab, "in/a.json", '{"head": 1, "rows": {"all": [{"id": 1}, {"id": 2}]}}')
    assert read(lab, glue, "in/", "json", {"jsonPath": "$.rows.all[*]", "multiline": True}) == [(1,), (2,)]
    put(lab, "b/b.json", '[{"id": 1},\n {"id": 2}]')
    assert read(lab, glue, "b/", "json", {"jsonPath": "$[*]", "multiline": True}) == [(1,), (2,)]
    with pytest.raises(ValueError, match="finds no 'gone'"):
        read(lab, glue, "in/", "json", {"jsonPath": "$.gone"})
    with pytest.raises(NotSupportedError, match="jsonPath"):
        read(lab, glue, "in/", "json", {"jsonPath": "$..id"})


def test_exclusions_and_recursion(lab: Lab, glue: GlueContext):
    for name in ("a.json", "b.json", "deep/c.json", "deep/d.json", "deep/e.txt"):
        put(lab, f"in/{name}", f'{{"name": "{name}"}}\n')
    inputs = {"recurse": True, "groupFiles": "inPartition", "groupSize": "1048576"}
    names = [(name,) for name in ("a.json", "b.json", "deep/c.json", "deep/d.json", "deep/e.txt")]
    assert read(lab, glue, "in", "json", **inputs) == names
    assert read(lab, glue, "in/", "json") == names[:2]
    left = read(lab, glue, "in/", "json", exclusions='["**.txt", "b.*", "{x,deep}/[c]*"]', **inputs)
    assert left == [("a.json",), ("deep/d.json",)]
    assert read(lab, glue, "in/", "json", exclusions='["*"]', **inputs) == names[2:]
    with pytest.raises(ValueError, match="no file"):
        read(lab, glue, "in/", "json", exclusions='["**"]')


def test_source_and_sample_and_rdd(lab: Lab, glue: GlueContext):
    put(lab, "in/a.json", "".join(f'{{"id": {number}}}\n' for number in range(9)))
    source = glue.getSource("s3", paths=[lab.path("in/")])
    source.setFormat("json", attachFilename="file")
    rows = source.getFrame().toDF().collect()
    assert len(rows) == 9
    assert all(row["file"].endswith("/in/a.json") for row in rows)
    paths = {"paths": [lab.path("in/")]}
    sample = glue.create_sample_dynamic_frame_from_options("s3", paths, num=4, format="json")
    assert sample.count() == 4
    lab.glue_api.add_table("t", "json", lab.path("in/"), {"id": "string"})
    options = {"maxSamplePartitions": 2}
    assert (
        glue.create_sample_dynamic_frame_from_catalog("quality_lab", "t", 2, sample_options=options).count()
        == 2
    )
    rdd = lab.spark.sparkContext.parallelize([(1, "x")])
    frame = glue.create_dynamic_frame.from_rdd(rdd, "made", ["id", "kind"])
    assert (frame.name, [tuple(row) for row in frame.toDF().collect()]) == ("made", [(1, "x")])


def test_data_frames_with_the_types_of_spark_or_of_the_catalog(lab: Lab, glue: GlueContext):
    put(lab, "in/a.json", '{"id": 1}\n')
    lab.glue_api.add_table("t", "json", lab.path("in/"), {"id": "string"})

    def types(**options) -> list[tuple[str, str]]:
        frame = glue.create_data_frame.from_catalog("quality_lab", "t", additional_options=options)
        return frame.dtypes

    assert types() == [("id", "string")]
    assert types(useSparkDataSource=True) == [("id", "bigint")]
    assert types(useSparkDataSource=True, primitivesAsString="true") == [("id", "string")]
    assert types(useSparkDataSource=True, useCatalogSchema=True) == [("id", "string")]
    with pytest.raises(ValueError, match="useSparkDataSource"):
        types(useCatalogSchema=True)


def test_purge_keeps_what_is_young(lab: Lab, glue: GlueContext):
    old, young = put(lab, "in/old.csv", "1\n"), put(lab, "in/deep/young.csv", "2\n")
    os.utime(old, (1000, 1000))
    glue.purge_s3_path(lab.path("in/"), {"excludeStorageClasses": ["STANDARD"]})
    assert old.exists()
    glue.purge_s3_path(lab.path("in/"), {"manifestFilePath": lab.path("manifest/")}, "purge")
    assert (old.exists(), young.exists()) == (False, True)
    assert (lab.folder / "manifest/purge/Success.csv").read_text().endswith("/in/old.csv\n")
    assert (lab.folder / "manifest/purge/Failed.csv").read_text() == ""
    glue.purge_s3_path(lab.path("in/"), {"retentionPeriod": 0})
    assert not young.exists()


def test_ingestion_columns_and_what_a_context_has_of_spark(glue: GlueContext):
    frame = glue.add_ingestion_time_columns(glue.sql("SELECT 1 AS id"), "hour")
    assert frame.columns == ["id", "ingest_year", "ingest_month", "ingest_day", "ingest_hour"]
    assert glue.create_data_frame is not None
    with pytest.raises(NotSupportedError, match="start_transaction"):
        glue.start_transaction(False)


def test_json_with_values_of_several_types_has_choices(lab: Lab, glue: GlueContext):
    put(lab, "in/a.json", '{"id": 1, "name": "x"}\n{"id": "two", "name": "y"}\n')
    paths = {"paths": [lab.path("in/")]}
    frame = glue.create_dynamic_frame.from_options("s3", paths, "json")
    kinds = {field.name: field.dataType.typeName() for field in frame.schema()}
    assert kinds == {"id": "choice", "name": "string"}
    resolved = frame.resolveChoice(specs=[("id", "cast:long")]).toDF()
    assert sorted((row["id"] or 0, row["name"]) for row in resolved.collect()) == [(0, "y"), (1, "x")]
    put(lab, "broken/a.json", '{"id": "x"}\n{"id":\n')
    assert len(read(lab, glue, "broken/", "json")) == 2
