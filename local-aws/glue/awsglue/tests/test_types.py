"""Glue's types, and the types that records have: nothing here needs Spark."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from awsglue.fields.paths import split_path
from awsglue.gluetypes import (
    ArrayType,
    ChoiceType,
    DecimalType,
    DoubleType,
    Field,
    FloatType,
    IntegerType,
    LongType,
    MapType,
    NullType,
    ShortType,
    StringType,
    StructType,
    atomic_type,
    from_json_value,
    tree,
)
from awsglue.records.record_types import settle, type_of
from awsglue.records.row_values import DynamicRecord, reader, writer

PERSON = StructType(
    [
        Field("name", StringType()),
        Field("id", ChoiceType([StringType(), LongType()])),
        Field("tags", ArrayType(StructType([Field("k", IntegerType()), Field("v", NullType())]))),
        Field("scores", MapType(DoubleType())),
        Field("odd", ChoiceType([StructType([Field("a", IntegerType())]), ArrayType(StringType())])),
    ]
)


def test_the_tree_has_the_form_of_the_documentation():
    assert tree(PERSON).splitlines() == [
        "root",
        "|-- name: string",
        "|-- id: choice",
        "|    |-- long",
        "|    |-- string",
        "|-- tags: array",
        "|    |-- element: struct",
        "|    |    |-- k: int",
        "|    |    |-- v: null",
        "|-- scores: map",
        "|    |-- key: string",
        "|    |-- value: double",
        "|-- odd: choice",
        "|    |-- array",
        "|    |    |-- element: string",
        "|    |-- struct",
        "|    |    |-- a: int",
    ]


def test_a_schema_as_json_and_back():
    text = json.dumps(PERSON.jsonValue())
    assert from_json_value(json.loads(text)) == PERSON
    assert LongType().jsonValue() == {"dataType": "long", "properties": {}}
    with pytest.raises(ValueError, match="not a Glue type"):
        from_json_value({"dataType": "number"})


def test_a_struct_finds_its_fields():
    assert PERSON.hasField("name")
    assert not PERSON.hasField("Name")
    tags = PERSON.getField("tags")
    assert tags is not None
    assert tags.dataType.typeName() == "array"
    assert [field.name for field in PERSON] == ["name", "id", "tags", "scores", "odd"]
    assert PERSON.getField("nothing") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Long", LongType()),
        ("bigint", LongType()),
        ("integer", IntegerType()),
        ("smallint", ShortType()),
        ("decimal(12,3)", DecimalType(12, 3)),
        ("decimal(5)", DecimalType(5, 0)),
        ("decimal", DecimalType(10, 2)),
        ("array<int>", None),
    ],
)
def test_types_by_name(name, kind):
    assert atomic_type(name) == kind


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("a", ["a"]),
        ("a.b.c", ["a", "b", "c"]),
        ("`a.b`.c", ["a.b", "c"]),
        ("myList[].price", ["myList", "[]", "price"]),
        ("myList[]", ["myList", "[]"]),
        (".id", [".id"]),
    ],
)
def test_paths(path, steps):
    assert split_path(path) == steps


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([1, None, 2], "int"),
        ([1, 2**31], "choice(int,long)"),
        ([1, 1.5, "x", True], "choice(boolean,double,int,string)"),
        ([2**63], "decimal"),
        ([Decimal("1.25"), Decimal("100")], "decimal"),
        ([date(2025, 7, 12), datetime(2025, 7, 12)], "choice(date,timestamp)"),
        ([None, None], "null"),
        ([], "null"),
        ([[1], ["x"], []], "array"),
        ([{"a": 1}, "x"], "choice(string,struct)"),
    ],
)
def test_the_type_of_values(values, shown):
    kind = type_of(values)
    choices = f"({','.join(kind.choices)})" if isinstance(kind, ChoiceType) else ""
    assert kind.typeName() + choices == shown


def test_what_is_no_number_is_no_part_of_a_record():
    with pytest.raises(TypeError, match="cannot hold Decimal"):
        type_of([Decimal("NaN")])


def test_records_with_different_fields_have_all_of_them():
    kind = type_of([{"a": 1, "s": {"x": None}}, {"b": "t", "s": {"x": 1.5, "y": [1, "z"]}}])
    assert isinstance(kind, StructType)
    assert tree(kind).splitlines()[1:] == [
        "|-- a: int",
        "|-- s: struct",
        "|    |-- x: double",
        "|    |-- y: array",
        "|    |    |-- element: choice",
        "|    |    |    |-- int",
        "|    |    |    |-- string",
        "|-- b: string",
    ]
    assert type_of([Decimal("1.25"), Decimal("100")]) == DecimalType(5, 2)
    with pytest.raises(TypeError, match="cannot hold"):
        type_of([{"a": object()}])


@pytest.mark.parametrize(
    ("value", "before", "settled"),
    [
        (1, None, LongType()),
        (1, ShortType(), IntegerType()),
        (1, LongType(), LongType()),
        (1.5, FloatType(), FloatType()),
        (None, DecimalType(9, 1), DecimalType(9, 1)),
        (None, None, NullType()),
        (Decimal("1.5"), DecimalType(9, 3), DecimalType(9, 3)),
        (Decimal("1.55"), DecimalType(9, 1), DecimalType(10, 2)),
        ({"k": 1}, MapType(IntegerType()), MapType(IntegerType())),
        (5, ChoiceType([LongType(), StringType()]), LongType()),
    ],
)
def test_a_field_keeps_its_kind_of_number(value, before, settled):
    assert settle(type_of([value]), before) == settled


def test_new_whole_numbers_are_long_together():
    assert settle(type_of([1, 2**40]), None) == LongType()
    assert settle(type_of([1, 2**40, "x"]), None) == ChoiceType([LongType(), StringType()])
    assert settle(type_of([1, 2**40]), None, ()) == ChoiceType([IntegerType(), LongType()])


def test_records_survive_the_way_into_rows_and_back():
    records = [
        {"name": "a", "id": 5, "tags": [{"k": 1}, None], "scores": {"x": 1.5}, "odd": {"a": 1}},
        {"name": None, "id": "five", "tags": None, "scores": None, "odd": ["x"]},
        {},
    ]
    rows = [writer(PERSON)(record) for record in records]
    assert rows[0] == ("a", (5, None), [(1, None), None], {"x": 1.5}, (None, (1,)))
    assert rows[1][1] == (None, "five")
    back = [reader(PERSON)(row) for row in rows]
    assert back[0] == {**records[0], "tags": [{"k": 1, "v": None}, None]}
    assert back[1] == records[1]
    assert back[2] == dict.fromkeys(["name", "id", "tags", "scores", "odd"])


def test_a_record_shows_its_fields_as_attributes():
    record = DynamicRecord(name="x")
    record["city"] = "y"
    assert (record.name, record.city, record["city"]) == ("x", "y", "y")
    with pytest.raises(AttributeError, match="zip"):
        _ = record.zip
