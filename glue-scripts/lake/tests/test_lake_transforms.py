"""What the register's transforms do, on the register of the lesson."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms import DropFields, DropNullFields, SelectFields
from glue_api import GlueApi
from pyspark.sql import SparkSession
from transforms import ALIKE, Report, fields_of, four_ways, matches, mended

REGISTER = Path(__file__).parents[3] / "datasets" / "lake" / "machines.jsonl"
ENTRIES = [json.loads(line) for line in REGISTER.read_text().splitlines()]


@pytest.fixture
def register(spark: SparkSession) -> Iterator[DynamicFrame]:
    context = GlueContext(spark.sparkContext)
    yield context.create_dynamic_frame.from_options("s3", {"paths": [f"file://{REGISTER}"]}, format="json")
    spark.catalog.clearCache()


def test_the_report_says_which_fields_go_and_come(register: DynamicFrame):
    report = Report()
    fewer = report.add("drop", register, DropFields.apply(frame=register, paths=["entered_by", "same_as"]))
    report.add("null", fewer, DropNullFields.apply(frame=fewer))
    assert [line["fields_gone"] for line in report.lines] == ["entered_by string, same_as int", "remark null"]
    assert [(line["rows_before"], line["rows_after"]) for line in report.lines] == [(48, 48), (48, 48)]
    assert fields_of(register)["power_kw"] == "choice<int,string>"


def test_cast_and_project_lose_what_make_cols_and_make_struct_keep(register: DynamicFrame):
    rows = {row["entry"]: row for row in four_ways(register).collect()}
    assert len(rows) == len(ENTRIES)
    for entry in ENTRIES:
        row, power = rows[entry["entry"]], entry["power_kw"]
        number, text = (power, None) if isinstance(power, int) else (None, power)
        assert row["power_kw"] == str(power)
        assert (row["cast"], row["project"]) == (number, number)
        assert (row["cols_int"], row["cols_string"]) == (number, text)
        assert json.loads(row["struct"]) == ({"int": number} if text is None else {"string": text})


@pytest.mark.parametrize(
    ("whole", "text", "power"), [(400, None, 400.0), (None, "450 kW", 450.0), (0, None, 0.0)]
)
def test_the_power_becomes_one_number(whole: int | None, text: str | None, power: float):
    record = {"power_kw_int": whole, "power_kw_string": text, "machine": "HUA-1"}
    assert mended(record) == {"machine": "HUA-1", "power_kw": power}


def test_a_power_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="unknown"):
        mended({"power_kw_int": None, "power_kw_string": "unknown"})


def test_every_double_is_found_and_nothing_else_where_one_is_sure(register: DynamicFrame, glue_api: GlueApi):
    for name, tradeoff in (("more", 0.1), ("sure", 0.9)):
        settings = {"PrimaryKeyColumnName": "entry", "PrecisionRecallTradeoff": tradeoff}
        glue_api.ml_transforms[name] = {"Parameters": {"FindMatchesParameters": settings}}
    found = matches(SelectFields.apply(frame=register, paths=ALIKE), ["more", "sure"])
    assert found is not None
    groups: dict[tuple[str, int], list[int]] = {}
    for row in found.collect():
        groups.setdefault((row["transform_id"], row["match_id"]), []).append(row["entry"])
    pairs = {
        name: {tuple(sorted(group)) for (of, _), group in groups.items() if of == name and len(group) > 1}
        for name in ("more", "sure")
    }
    wanted = {(entry["same_as"], entry["entry"]) for entry in ENTRIES if entry["same_as"] is not None}
    assert pairs["sure"] == wanted
    assert not wanted <= pairs["more"], "with a low tradeoff the groups hold other machines, too"


def test_without_transforms_nothing_is_matched(register: DynamicFrame):
    assert matches(register, []) is None
