"""A job with a bad input says what happened and how to solve it, and leaves the last good output."""

import json
from collections.abc import Callable

import pytest
from awsglue.catalog.data_catalog import CatalogError
from lab import INDEX, LABEL_TYPES, RAW_TYPES, Lab, inspection
from pyspark.sql.functions import col
from quality_lab import JobError


def assert_refused(lab: Lab, run: Callable[[], dict], *said: str) -> None:
    before = lab.files()
    assert before
    with pytest.raises(JobError) as error:
        run()
    message = str(error.value)
    for words in (*said, "Detail: ", "How to solve: "):
        assert words in message
    assert lab.files() == before


def test_preprocessing_with_an_empty_file(good: Lab):
    good.put_inspections([])
    assert_refused(good, good.preprocess, "The input is empty.", "quality_lab.raw_inspections")
    for file in good.folder.rglob("inspections.csv"):
        file.write_text("")
    assert_refused(good, good.preprocess, "The input is empty.")


def test_preprocessing_without_any_partition(good: Lab):
    good.glue_api.partitions["raw_inspections"].clear()
    assert_refused(good, good.preprocess, "The input is empty.")


def test_preprocessing_with_a_missing_column(good: Lab):
    types = {name: type_ for name, type_ in RAW_TYPES.items() if name not in ("x_maximum", "edges_index")}
    good.put_inspections([inspection("A")], types)
    assert_refused(good, good.preprocess, "are missing", "x_maximum, edges_index")


def test_preprocessing_with_a_column_of_the_wrong_type(good: Lab):
    good.put_inspections([inspection("A")], {**RAW_TYPES, "x_maximum": "boolean"})
    assert_refused(good, good.preprocess, "wrong type", "x_maximum is boolean")


def test_preprocessing_where_no_row_is_good(good: Lab):
    good.put_inspections([inspection("A", **dict.fromkeys(INDEX, "high"))])
    assert_refused(good, good.preprocess, "No inspection could be accepted.", "'not_a_number': 1")


def test_preprocessing_without_its_table(good: Lab):
    del good.glue_api.tables["raw_inspections"]
    before = good.files()
    with pytest.raises(CatalogError, match=r"EntityNotFoundException.*raw_inspections"):
        good.preprocess()
    assert good.files() == before


@pytest.mark.parametrize("type_", ["bigint", "double", "decimal(12,2)"])
def test_preprocessing_takes_numbers_of_any_type(lab: Lab, type_: str):
    types = {name: type_ if hive_type == "bigint" else hive_type for name, hive_type in RAW_TYPES.items()}
    lab.put_inspections([inspection("A")], types)
    assert lab.preprocess()["accepted"] == 1
    assert lab.read("features").first()["roi_area"] == 20 * 40


def entry(**changes: object) -> dict:
    good_entry = {"fault_type": "Bumps", "max_area_px": 1, "max_length_mm": 1, "severity": "minor"}
    return {**good_entry, **changes}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "It is not JSON"),
        ("", "It is not JSON"),
        ("[]", "no list named criteria"),
        (json.dumps({"pixel_size_mm": 1, "criteria": []}), "no list named criteria"),
        (json.dumps({"criteria": [entry()]}), "pixel_size_mm is None"),
        (json.dumps({"pixel_size_mm": "0.5", "criteria": [entry()]}), "pixel_size_mm is '0.5'"),
        (json.dumps({"pixel_size_mm": 1, "criteria": [7]}), "fault_type of its own: 7"),
        (json.dumps({"pixel_size_mm": 1, "criteria": [entry(), entry()]}), "fault_type of its own"),
        (json.dumps({"pixel_size_mm": 1, "criteria": [entry(max_area_px=-1)]}), "max_area_px of Bumps is -1"),
        (json.dumps({"pixel_size_mm": 1, "criteria": [entry(max_length_mm=None)]}), "max_length_mm of Bumps"),
        (json.dumps({"pixel_size_mm": 1, "criteria": [entry(severity="bad")]}), "severity of Bumps is 'bad'"),
    ],
)
def test_labeling_with_broken_criteria(good: Lab, text: str, said: str):
    good.criteria.write_text(text)
    assert_refused(good, good.label, "acceptance criteria", said)


def test_labeling_without_criteria(good: Lab):
    good.criteria.unlink()
    assert_refused(good, good.label, "acceptance criteria", "PATH_NOT_FOUND")


def test_labeling_with_an_empty_label_file(good: Lab):
    good.put_labels([])
    assert_refused(good, good.label, "The input is empty.", "quality_lab.raw_labels")


def test_labeling_with_a_missing_column(good: Lab):
    good.put_labels([{"part_id": "OK1"}], {"part_id": "string"})
    assert_refused(good, good.label, "are missing", "fault_type")


def test_labeling_with_a_column_of_the_wrong_type(good: Lab):
    good.put_labels(
        [{"part_id": "OK1", "fault_type": ["Bumps"]}], {**LABEL_TYPES, "fault_type": "array<string>"}
    )
    assert_refused(good, good.label, "wrong type", "fault_type is array<string>")


def test_labeling_where_no_label_fits(good: Lab):
    good.put_labels([{"part_id": "GHOST", "fault_type": "Bumps"}])
    assert_refused(good, good.label, "No part could be judged.", "'label_without_part': 1")


def test_labeling_before_preprocessing(lab: Lab):
    lab.put_labels([{"part_id": "OK1", "fault_type": "Bumps"}])
    with pytest.raises(JobError, match=r"no input under .*features.*quality-lab-preprocessing"):
        lab.label()
    assert lab.files() == {}


def test_labeling_with_features_of_the_wrong_type(good: Lab):
    good.write("features", good.read("features").withColumn("roi_width", col("line")))
    assert_refused(good, good.label, "wrong type", "roi_width is string, not bigint")


def test_evaluation_with_missing_columns(good: Lab):
    good.write("judged", good.read("judged").drop("judgement"))
    assert_refused(good, good.evaluate, "are missing", "judgement", "quality-lab-labeling")


def test_evaluation_without_rows(good: Lab):
    good.write("judged", good.read("judged").limit(0))
    assert_refused(good, good.evaluate, "The input is empty.")


def test_evaluation_with_a_part_that_is_not_judged(good: Lab):
    good.write("judged", good.read("judged").replace("NG", "?", "judgement"))
    assert_refused(good, good.evaluate, "no judgement", "3 of 8")


def test_upload_before_evaluation(good: Lab):
    for file in good.folder.rglob("evaluation/p_chart/*.parquet"):
        file.unlink()
    assert_refused(good, good.upload, "There is no input under", "p_chart", "quality-lab-evaluation")


def test_upload_with_an_old_evaluation(good: Lab):
    good.write("judged", good.read("judged").replace("NG", "OK", "judgement"))
    assert_refused(good, good.upload, "does not fit the judged parts", "2025-07-12")


def test_upload_with_a_column_of_the_wrong_type(good: Lab):
    good.write("judged", good.read("judged").withColumn("length_mm", col("part_id")))
    assert_refused(good, good.upload, "wrong type", "length_mm is string, not double")
