"""Glue's transforms, with the examples of its documentation."""

import json

import pytest
from awsglue import transforms
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.gluetypes import Field, IntegerType, StringType, StructType
from awsglue.not_supported import NotSupportedError
from awsglue.transforms import *  # noqa: F403
from awsglue.transforms import (
    DropFields,
    DropNullFields,
    FlatMap,
    Join,
    MapToCollection,
    Relationalize,
    RenameField,
    SelectFields,
    SelectFromCollection,
    Spigot,
    SplitFields,
    SplitRows,
    Unbox,
    UnnestFrame,
)
from bucket import Bucket
from pyspark.sql import SparkSession

FRIENDS = """
{"name": "Sally", "age": 23, "location": {"state": "WY", "county": "Fremont"}, "friends": []}
{"name": "Varun", "age": 34, "location": {"state": "NE", "county": "Douglas"}, "friends": [{"name": "Arjun", "age": 3}]}
{"name": "George", "age": 52, "location": {"state": "NY"}, "friends": [{"name": "Fred"}, {"name": "Amy", "age": 15}]}
{"name": "Haruki", "age": 21, "location": {"state": "AK", "county": "Denali"}}
"""  # noqa: E501
FRIENDS_SCHEMA = (
    "name string, age int, location struct<state: string, county: string>, "
    "friends array<struct<name: string, age: int>>"
)


@pytest.fixture(scope="module")
def glue(spark: SparkSession) -> GlueContext:
    return GlueContext(spark.sparkContext)


def frame_of(glue: GlueContext, lines: str, schema: str, name: str = "frame") -> DynamicFrame:
    """The lines of JSON as a frame."""
    rows = [(line,) for line in lines.strip().splitlines()]
    text = glue.spark_session.createDataFrame(rows, "line string").coalesce(1)
    parsed = text.selectExpr(f"from_json(line, '{schema}') AS r").select("r.*")
    return DynamicFrame.fromDF(parsed, glue, name)


@pytest.fixture(scope="module")
def friends(glue: GlueContext) -> DynamicFrame:
    return frame_of(glue, FRIENDS, FRIENDS_SCHEMA, "friends")


def shown(frame: DynamicFrame) -> list[dict]:
    """The records without their nulls."""
    return [json.loads(line) for line in frame.toDF().toJSON().collect()]


def test_every_transform_describes_itself():
    names = [name for name in transforms.__all__ if name != "GlueTransform"]
    assert len(names) == 19
    for name in names:
        described = getattr(transforms, name).describe()["transform"]
        assert described["name"] == name
        assert described["args"][0]["optional"] is False
        assert described["returns"]["description"]
    with pytest.raises(NotImplementedError):
        transforms.GlueTransform.describeTransform()


def test_select_drop_and_rename(friends: DynamicFrame):
    dropped = DropFields.apply(friends, ["age", "location.county", "friends.age", "nothing.there"])
    assert dropped.toDF().dtypes == [
        ("name", "string"),
        ("location", "struct<state:string>"),
        ("friends", "array<struct<name:string>>"),
    ]
    assert shown(dropped)[2] == {
        "name": "George",
        "location": {"state": "NY"},
        "friends": [{"name": "Fred"}, {"name": "Amy"}],
    }
    assert "location" not in shown(dropped.drop_fields(["location.state"]))[0]
    assert friends.drop_fields(["friends.age", "friends.name"]).toDF().columns == ["name", "age", "location"]
    assert SelectFields.apply(friends, "age").toDF().columns == ["age"]
    with pytest.raises(ValueError, match="top-level"):
        friends.select_fields(["location.state"])
    renamed = RenameField.apply(friends, "location.state", "location.state_code")
    renamed = renamed.rename_field("age", "`how.old`").rename_field("friends.name", "friends.called")
    assert renamed.toDF().dtypes == [
        ("name", "string"),
        ("how.old", "int"),
        ("location", "struct<state_code:string,county:string>"),
        ("friends", "array<struct<called:string,age:int>>"),
    ]
    assert renamed.rename_field("how.old", "age").toDF().columns[1] == "how.old"
    assert renamed.rename_field("`how.old`", "name").toDF().columns == ["name", "location", "friends"]
    moved = friends.rename_field("location.county", "county")
    assert moved.toDF().columns == ["name", "age", "location", "friends", "county"]


def test_apply_mapping_unnests_and_nests(friends: DynamicFrame):
    flat = friends.apply_mapping(
        [
            ("name", "String", "name", "String"),
            ("age", "int", "age", "long"),
            ("location.state", "string", "state", "string"),
            ("friends", "array", "friends", "array"),
            ("friends.name", "string", "lost", "string"),
        ]
    )
    assert flat.toDF().dtypes == [
        ("name", "string"),
        ("age", "bigint"),
        ("state", "string"),
        ("friends", "array<struct<name:string,age:int>>"),
    ]
    nested = flat.apply_mapping(
        [
            ("name", "string", "person.name", "string"),
            ("state", "string", "person.home.state", "string"),
            ("age", "long", "age", "decimal(5,1)"),
            ("name", "string", "`the.name`", "date"),
        ]
    )
    assert nested.toDF().dtypes == [
        ("person", "struct<name:string,home:struct<state:string>>"),
        ("age", "decimal(5,1)"),
        ("the.name", "date"),
    ]
    assert shown(nested)[0] == {"person": {"name": "Sally", "home": {"state": "WY"}}, "age": 23.0}
    with pytest.raises(ValueError, match="is no struct"):
        flat.apply_mapping([("name", "string", "a", "string"), ("age", "long", "a.b", "int")])


def test_unnest(friends: DynamicFrame):
    flat = UnnestFrame.apply(frame=friends)
    assert flat.toDF().dtypes == [
        ("name", "string"),
        ("age", "int"),
        ("location.state", "string"),
        ("location.county", "string"),
        ("friends", "array<struct<friends.val.name:string,friends.val.age:int>>"),
    ]
    assert shown(flat)[1]["friends"] == [{"friends.val.name": "Arjun", "friends.val.age": 3}]


def test_map_nests_fields_and_unnest_undoes_it(glue: GlueContext, capsys: pytest.CaptureFixture):
    def merge_address(rec):
        rec["Address"] = {}
        rec["Address"]["Street"] = rec["Provider Street Address"]
        rec["Address"]["Zip.Code"] = rec["Provider Zip Code"]
        rec["Address"]["Array"] = [rec["Provider Street Address"], rec["Provider Zip Code"]]
        del rec["Provider Street Address"]
        del rec["Provider Zip Code"]
        return rec

    rows = glue.spark_session.createDataFrame(
        [("10001", "1108 ROSS", "36301")],
        "`Provider Id` string, `Provider Street Address` string, `Provider Zip Code` string",
    )
    mapped = DynamicFrame.fromDF(rows, glue, "providers").map(merge_address)
    mapped.printSchema()
    assert capsys.readouterr().out.splitlines() == [
        "root",
        "|-- Provider Id: string",
        "|-- Address: struct",
        "|    |-- Street: string",
        "|    |-- Zip.Code: string",
        "|    |-- Array: array",
        "|    |    |-- element: string",
    ]
    flat = mapped.unnest().rename_field("`Address.Zip.Code`", "zip")
    assert shown(flat) == [
        {
            "Provider Id": "10001",
            "Address.Street": "1108 ROSS",
            "zip": "36301",
            "Address.Array": ["1108 ROSS", "36301"],
        }
    ]


def test_relationalize_as_in_the_documentation(glue: GlueContext):
    people = frame_of(
        glue,
        """
        {"name": "Nancy", "age": 47, "friends": ["Fred", "Lakshmi"]}
        {"name": "Stephanie", "age": 28, "friends": ["Yao", "Phil", "Alvin"]}
        {"name": "Nathan", "age": 54, "friends": ["Nicolai", "Karen"]}
        """,
        "name string, age int, friends array<string>",
    )
    tables = people.relationalize("people", "s3://bucket/tmp/")
    assert tables.keys() == ["people", "people_friends"]
    assert shown(tables["people"]) == [
        {"name": "Nancy", "age": 47, "friends": 1},
        {"name": "Stephanie", "age": 28, "friends": 2},
        {"name": "Nathan", "age": 54, "friends": 3},
    ]
    rows = [tuple(row) for row in tables["people_friends"].toDF().orderBy("id", "index").collect()]
    assert rows == [
        (1, 0, "Fred"),
        (1, 1, "Lakshmi"),
        (2, 0, "Yao"),
        (2, 1, "Phil"),
        (2, 2, "Alvin"),
        (3, 0, "Nicolai"),
        (3, 1, "Karen"),
    ]


def test_relationalize_arrays_in_arrays(glue: GlueContext):
    frame = frame_of(
        glue,
        """
        {"id": "a", "at": {"place": "x"}, "links": [{"url": "u", "tags": ["t1", "t2"]}, {"url": "v"}]}
        {"id": "b", "links": []}
        {"id": "c"}
        """,
        "id string, at struct<place: string>, links array<struct<url: string, tags: array<string>>>",
    )
    spread = DynamicFrame.fromDF(frame.toDF().repartition(3), glue, "spread")
    tables = Relationalize.apply(frame=spread, staging_path="s3://bucket/tmp/", name="root")
    assert tables.keys() == ["root", "root_links", "root_links.val.tags"]
    root = SelectFromCollection.apply(dfc=tables, key="root").toDF()
    assert root.dtypes == [("id", "string"), ("at.place", "string"), ("links", "bigint")]
    keys = {row.id: row.links for row in root.collect()}
    assert keys["c"] is None
    assert keys["a"] != keys["b"]
    assert {keys["a"], keys["b"]} <= {1, 2, 3}
    links = tables["root_links"].toDF()
    assert links.columns == ["id", "index", "links.val.url", "links.val.tags"]
    rows = [tuple(row) for row in links.orderBy("index").collect()]
    assert [row[:3] for row in rows] == [(keys["a"], 0, "u"), (keys["a"], 1, "v")]
    assert rows[1][3] is None
    tags = tables["root_links.val.tags"].toDF()
    assert tags.columns == ["id", "index", "links.val.tags.val"]
    assert [tuple(row) for row in tags.orderBy("index").collect()] == [
        (rows[0][3], 0, "t1"),
        (rows[0][3], 1, "t2"),
    ]


def test_join_keeps_all_fields(glue: GlueContext):
    left = frame_of(glue, '{"zip": "75091", "customers": 3}', "zip string, customers int")
    right = frame_of(glue, '{"zip": "75091"}\n{"zip": "1"}', "zip string")
    joined = Join.apply(left, right, "zip", "zip")
    assert shown(joined) == [{"zip": "75091", "customers": 3, ".zip": "75091"}]
    assert joined.drop_fields([".zip"]).toDF().columns == ["zip", "customers"]
    assert Join.apply(left, left, ["zip", "customers"], ["zip", "customers"]).count() == 1
    with pytest.raises(ValueError, match="second frame of the Join has no field 'name'"):
        Join.apply(left, right, ["zip"], ["name"])


def test_union_and_merge(glue: GlueContext):
    source = frame_of(
        glue,
        '{"id": 1, "v": "old"}\n{"id": 2, "v": "a"}\n{"id": 2, "v": "b"}\n{"v": "none"}',
        "id int, v string",
    )
    stage = frame_of(glue, '{"id": 1, "v": 7, "w": [true]}', "id int, v int, w array<boolean>")
    both = source.union(stage)
    assert both.toDF().dtypes[1:] == [("v", "struct<int:int,string:string>"), ("w", "array<boolean>")]
    assert both.count() == 5
    merged = source.mergeDynamicFrame(stage, ["id"]).resolveChoice(choice="cast:string")
    rows = sorted(shown(merged), key=lambda row: (row.get("id", 0), row["v"]))
    assert rows == [
        {"v": "none"},
        {"id": 1, "v": "7", "w": [True]},
        {"id": 2, "v": "a"},
        {"id": 2, "v": "b"},
    ]


def test_split_rows_and_fields(friends: DynamicFrame):
    rows = SplitRows.apply(frame=friends, comparison_dict={"age": {">": 21, "<=": 34}}, name1="in")
    assert rows.keys() == ["in", "frame2"]
    assert [row["name"] for row in shown(rows["in"])] == ["Sally", "Varun"]
    assert [row["name"] for row in shown(rows["frame2"])] == ["George", "Haruki"]
    # a record without the field is none of which the comparison holds
    county = friends.split_rows({"location.county": {"!=": "Denali"}}, "others", "rest")
    assert [row["name"] for row in shown(county["rest"])] == ["George", "Haruki"]
    with pytest.raises(ValueError, match="does not know the comparison '<>'"):
        friends.split_rows({"age": {"<>": 1}}, "a", "b")
    fields = SplitFields.apply(frame=friends, paths=["name", "location.state", "friends.age"])
    assert fields.keys() == ["friends1", "friends2"]
    assert fields["friends1"].toDF().dtypes == [
        ("name", "string"),
        ("location", "struct<state:string>"),
        ("friends", "array<struct<age:int>>"),
    ]
    assert fields["friends2"].toDF().columns == ["age", "location", "friends"]


WAREHOUSE = [
    ("TX", '{"strawberry": 220, "mango": 350, "pears": null}'),
    ("CA", '{"strawberry": 34, "mango": 3000000000, "pears": null}'),
    ("CO", "{broken"),
    ("NY", None),
]


def test_unbox_json_and_drop_null_fields(glue: GlueContext, capsys: pytest.CaptureFixture):
    rows = glue.spark_session.createDataFrame(WAREHOUSE, "place string, data string")
    frame = DynamicFrame.fromDF(rows, glue, "warehouse")
    unboxed = Unbox.apply(frame=frame, path="data", format="json")
    assert "raised for 1 records" in capsys.readouterr().err
    unboxed.printSchema()
    assert capsys.readouterr().out.splitlines() == [
        "root",
        "|-- place: string",
        "|-- data: struct",
        "|    |-- strawberry: int",
        "|    |-- mango: choice",
        "|    |    |-- int",
        "|    |    |-- long",
        "|    |-- pears: null",
    ]
    assert (unboxed.count(), unboxed.errorsCount()) == (3, 1)
    error = unboxed.errorsAsDynamicFrame().toDF().first().error
    assert error.msg.startswith("JSONDecodeError")
    assert error.dynamicRecord.asDict() == {"place": "CO", "data": "{broken"}
    dropped = DropNullFields.apply(unboxed)
    assert [field.name for field in dropped.schema().getField("data").dataType] == ["strawberry", "mango"]
    assert dropped.count() == 3


def test_unbox_csv_and_a_given_schema(glue: GlueContext):
    rows = glue.spark_session.createDataFrame([("a|7|x", '{"n": "5", "m": 1}')], "c string, j string")
    frame = DynamicFrame.fromDF(rows, glue, "boxes")
    assert shown(frame.unbox("c", "csv", separator="|"))[0]["c"] == {"col0": "a", "col1": "7", "col2": "x"}
    schema = StructType([Field("name", StringType()), Field("n", IntegerType())])
    typed = frame.unbox("c", "csv", separator="|", withSchema=json.dumps(schema.jsonValue()))
    assert typed.toDF().dtypes[0] == ("c", "struct<name:string,n:int>")
    assert shown(typed)[0]["c"] == {"name": "a", "n": 7}
    spark_schema = (
        '{"type": "struct", "fields": [{"name": "n", "type": "long", "nullable": true, "metadata": {}}]}'
    )
    assert shown(frame.unbox("j", "json", withSchema=spark_schema))[0]["j"] == {"n": 5}
    for call, said in (
        (lambda: frame.unbox("j", "xml"), "unbox of the format 'xml'"),
        (lambda: frame.unbox("j", "json", rowTag="x"), "option 'rowTag' of unbox"),
    ):
        with pytest.raises(NotSupportedError, match=said):
            call()
    with pytest.raises(ValueError, match="no field 'gone'"):
        frame.unbox("gone", "json")


def test_spigot_writes_a_sample(friends: DynamicFrame, bucket: Bucket):
    assert Spigot.apply(friends, bucket.path("sample/"), {"topk": 2}) is friends
    lines = [json.loads(row.value) for row in bucket.spark.read.text(bucket.path("sample/")).collect()]
    assert [line["name"] for line in lines] == ["Sally", "Varun"]
    friends.spigot(bucket.path("none/"), {"prob": 0.0})
    assert bucket.spark.read.text(bucket.path("none/")).count() == 0
    with pytest.raises(NotSupportedError, match="option 'top' of spigot"):
        friends.spigot(bucket.path("x/"), {"top": 1})


def test_collections(friends: DynamicFrame, glue: GlueContext):
    pair = DynamicFrameCollection({"a": friends, "b": friends.select_fields(["name"])}, glue)
    named = MapToCollection.apply(pair, RenameField, "frame", old_name="name", new_name="who")
    assert [frame.toDF().columns[0] for frame in named.values()] == ["who", "who"]
    split = FlatMap.apply(pair, SplitFields, "frame", paths=["name"], name1="n", name2="rest")
    assert split.keys() == ["a_n", "a_rest", "b_n", "b_rest"]
    assert split["a_rest"].toDF().columns == ["age", "location", "friends"]
    dropped = FlatMap.apply(pair, DropFields, "frame", paths=["age"])
    assert dropped.keys() == ["a", "b"]
    with pytest.raises(KeyError):
        pair.select("c")
    assert (len(pair), pair.select("c", friends)) == (2, friends)
    assert friends.coalesce(1).getNumPartitions() == 1
    assert friends.repartition(3).getNumPartitions() == 3
