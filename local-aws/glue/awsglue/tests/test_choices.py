"""Choices: fields whose records have values of several types."""

import pytest
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, ResolveOption
from awsglue.gluetypes import DoubleType
from awsglue.records.row_values import DynamicRecord
from awsglue.transforms import ResolveChoice
from bucket import Bucket
from pyspark.sql import SparkSession

PRICES = {10001: [{"price": 100.0}], 10005: [{"price": "$100.00"}], 10006: []}


@pytest.fixture(scope="module")
def medicare(spark: SparkSession) -> DynamicFrame:
    """The documentation's `provider id`: mostly numbers, but a few texts. And its `myList[].price`."""
    glue = GlueContext(spark.sparkContext)
    rows = [("10001", "SE"), ("10005", "MA"), ("10006", "EL"), ("INC", "ST")]
    frame = DynamicFrame.fromDF(spark.createDataFrame(rows, "text string, name string"), glue, "medicare")

    def typed(record: DynamicRecord) -> dict:
        text = record["text"]
        number = int(text) if text.isdigit() else text
        return {"provider id": number, "name": record.name, "myList": PRICES.get(number)}

    return frame.map(typed)


def schema_of(frame: DynamicFrame, capsys: pytest.CaptureFixture) -> list[str]:
    capsys.readouterr()
    frame.printSchema()
    return capsys.readouterr().out.splitlines()


def test_the_schema_tells_the_choice(medicare: DynamicFrame, capsys: pytest.CaptureFixture):
    assert schema_of(medicare, capsys) == [
        "root",
        "|-- provider id: choice",
        "|    |-- long",
        "|    |-- string",
        "|-- name: string",
        "|-- myList: array",
        "|    |-- element: struct",
        "|    |    |-- price: choice",
        "|    |    |    |-- double",
        "|    |    |    |-- string",
    ]
    medicare.show(4)
    assert capsys.readouterr().out.splitlines() == [
        '{"provider id":10001,"name":"SE","myList":[{"price":100.0}]}',
        '{"provider id":10005,"name":"MA","myList":[{"price":"$100.00"}]}',
        '{"provider id":10006,"name":"EL","myList":[]}',
        '{"provider id":"INC","name":"ST"}',
    ]


def test_a_data_frame_has_a_struct_of_the_types(medicare: DynamicFrame):
    rows = [row["provider id"].asDict() for row in medicare.toDF().select("provider id").collect()]
    assert rows[0] == {"long": 10001, "string": None}
    assert rows[3] == {"long": None, "string": "INC"}


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("cast:long", {"provider id": [10001, 10005, 10006, None]}),
        ("cast:string", {"provider id": ["10001", "10005", "10006", "INC"]}),
        ("project:string", {"provider id": [None, None, None, "INC"]}),
        ("project:long", {"provider id": [10001, 10005, 10006, None]}),
        ("project:double", {"provider id": [None, None, None, None]}),
        (
            "make_cols",
            {
                "provider id_long": [10001, 10005, 10006, None],
                "provider id_string": [None, None, None, "INC"],
            },
        ),
    ],
)
def test_one_choice_resolved(medicare: DynamicFrame, action: str, expected: dict):
    frame = medicare.resolveChoice(specs=[("provider id", action)])
    rows = frame.toDF().drop("name", "myList").collect()
    assert {name: [row[name] for row in rows] for name in rows[0].asDict()} == expected


def test_a_choice_in_an_array_resolved(medicare: DynamicFrame):
    frame = medicare.resolveChoice(specs=[("myList[].price", "cast:double")])
    prices = [row.myList for row in frame.toDF().select("myList").collect()]
    assert [[item.price for item in items] for items in prices[:3]] == [[100.0], [None], []]
    assert prices[3] is None


def test_all_choices_resolved(medicare: DynamicFrame, capsys: pytest.CaptureFixture):
    assert schema_of(medicare.resolveChoice(choice="make_struct"), capsys)[1:4] == [
        "|-- provider id: struct",
        "|    |-- long: long",
        "|    |-- string: string",
    ]
    columns = ResolveChoice.apply(frame=medicare, choice="make_cols")
    assert schema_of(columns, capsys)[1:] == [
        "|-- provider id_long: long",
        "|-- provider id_string: string",
        "|-- name: string",
        "|-- myList: array",
        "|    |-- element: struct",
        "|    |    |-- price_double: double",
        "|    |    |-- price_string: string",
    ]
    assert not columns.toDF().isEmpty()


def test_choices_as_a_catalog_table_has_them(medicare: DynamicFrame, bucket: Bucket):
    types = {"provider id": "bigint", "mylist": "array<struct<price:decimal(6,2)>>"}
    bucket.glue_api.add_table("medicare", "csv", bucket.path("m/"), types)
    frame = ResolveChoice.apply(
        frame=medicare, choice="MATCH_CATALOG", database="quality_lab", table_name="medicare"
    )
    assert frame.toDF().dtypes == [
        ("provider id", "bigint"),
        ("name", "string"),
        ("myList", "array<struct<price:decimal(6,2)>>"),
    ]


def test_options_of_to_df(medicare: DynamicFrame):
    options = [
        ResolveOption("provider id", "Cast", DoubleType()),
        ResolveOption("myList[].price", "Project", DoubleType()),
        ResolveOption("name", "KeepAsStruct"),
    ]
    assert medicare.toDF(options).dtypes == [
        ("provider id", "double"),
        ("name", "string"),
        ("myList", "array<struct<price:double>>"),
    ]


def test_what_does_not_resolve(medicare: DynamicFrame):
    with pytest.raises(ValueError, match="either specs or choice"):
        medicare.resolveChoice()
    with pytest.raises(ValueError, match="either specs or choice"):
        medicare.resolveChoice(specs=[("name", "cast:int")], choice="make_cols")
    with pytest.raises(ValueError, match="does not know the action 'drop'"):
        medicare.resolveChoice(choice="drop")
    with pytest.raises(ValueError, match="needs database and table_name"):
        medicare.resolveChoice(choice="match_catalog")
    with pytest.raises(ValueError, match="has no type 'struct', it has long, string"):
        medicare.resolveChoice(specs=[("provider id", "project:struct")])


def test_a_choice_is_nothing_to_compare(medicare: DynamicFrame):
    with pytest.raises(ValueError, match="'provider id' of SplitRows is a choice"):
        medicare.split_rows({"provider id": {">": 1}}, "a", "b")
    with pytest.raises(ValueError, match="key 'provider id' of the Join is a choice"):
        medicare.join(["provider id"], ["provider id"], medicare)


def test_choices_stay_through_other_transforms(medicare: DynamicFrame, capsys: pytest.CaptureFixture):
    frame = (
        medicare.filter(lambda record: record["provider id"] in (10005, "INC"))
        .rename_field("provider id", "provider.id")
        .drop_fields(["name"])
        .repartition(1)
    )
    assert schema_of(frame.select_fields(["provider"]), capsys)[1:] == [
        "|-- provider: struct",
        "|    |-- id: choice",
        "|    |    |-- long",
        "|    |    |-- string",
    ]
    assert [row.provider.id for row in frame.toDF().collect()] == [(10005, None), (None, "INC")]
    mapped = medicare.apply_mapping(
        [("provider id", "choice", "id", "choice"), ("provider id", "long", "number", "int")]
    )
    assert mapped.toDF().dtypes == [("id", "struct<long:bigint,string:string>"), ("number", "int")]


def test_records_of_a_choice_come_back_from_a_map(medicare: DynamicFrame, capsys: pytest.CaptureFixture):
    again = medicare.map(lambda record: {"id": record["provider id"], "name": record["name"]})
    assert schema_of(again, capsys)[1:4] == ["|-- id: choice", "|    |-- long", "|    |-- string"]
