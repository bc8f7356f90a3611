"""Each job on a few rows whose outcome is worked out by hand."""

from datetime import date, datetime

import pytest
from runs import SMALL_INSPECTIONS, SMALL_LABELS, SmallRun


def reasons(small: SmallRun, job: str) -> list[tuple]:
    rows = small.lab.read(f"rejected/{job}").collect()
    return sorted((row["part_id"], row["reject_reason"], row["reject_detail"]) for row in rows)


def part(small: SmallRun, folder: str, part_id: str):
    return small.lab.read(folder).filter(f"part_id = '{part_id}'").first()


def test_preprocessing_rejects_each_bad_row_with_the_first_reason(small: SmallRun):
    assert reasons(small, "preprocessing") == [
        ("CLASH", "conflicting_part", "CLASH"),
        ("CLASH", "conflicting_part", "CLASH"),
        ("CLASH", "duplicate_row", "CLASH"),
        ("EMPTY", "missing_cell", "line, luminosity_index"),
        ("FLATY", "swapped_corners", "y"),
        ("INCH", "not_a_number", "steel_plate_thickness=3 in"),
        ("NAN", "not_a_number", "edges_index=NaN"),
        ("STEEL", "bad_steel_type", "1, 1"),
        ("SWAPX", "swapped_corners", "x"),
        ("TEXT", "not_a_number", "pixels_areas=1.5, edges_index=n/a"),
        ("TIME", "bad_timestamp", "12.07.2025"),
        ("TWICE", "duplicate_row", "TWICE"),
    ]
    account = small.accounts["preprocessing"]
    assert account["input"] == len(SMALL_INSPECTIONS) == account["accepted"] + account["rejected"]
    assert account["repaired"] == 1


def test_a_rejected_row_keeps_its_text(small: SmallRun):
    row = part(small, "rejected/preprocessing", "INCH")
    assert row["steel_plate_thickness"] == "3 in"
    assert row["inspection_date"] == "2025-07-12"
    types = dict(small.lab.read("rejected/preprocessing").dtypes)
    assert set(types.values()) == {"string"}


def test_preprocessing_cuts_the_roi_and_normalises(small: SmallRun):
    row = part(small, "features", "OK1")
    assert (row["roi_x"], row["roi_y"], row["roi_width"], row["roi_height"]) == (10, 100, 20, 40)
    assert (row["roi_area"], row["roi_aspect"]) == (800, 0.5)
    assert (row["steel_type"], row["thickness_mm"]) == ("A300", 80.0)
    assert row["inspected_at"] == datetime(2025, 7, 12, 8, 0, 0)
    normalised = {name: part(small, "features", name)["edges_index_norm"] for name in ("OK1", "OK2", "LIMIT")}
    assert normalised == {"OK1": 0.0, "OK2": 1.0, "LIMIT": 0.5}
    assert row["empty_index_norm"] == 0.0  # every part has the same value
    assert part(small, "features", "OK2")["thickness_mm"] == 80.0
    assert part(small, "features", "A400")["steel_type"] == "A400"


def test_labeling_rejects_parts_and_labels_that_do_not_meet(small: SmallRun):
    rows = small.lab.read("rejected/labeling").collect()
    found = sorted((row["record"], row["part_id"] or "", row["reject_reason"]) for row in rows)
    assert found == [
        ("label", "", "missing_cell"),
        ("label", "GHOST", "label_without_part"),
        ("label", "OK1", "duplicate_label"),
        ("label", "OK2", "missing_cell"),
        ("label", "SWAPX", "part_rejected_earlier"),
        ("label", "TWOFAULTS", "conflicting_label"),
        ("label", "TWOFAULTS", "conflicting_label"),
        ("label", "UNKNOWN", "unknown_fault_type"),
        ("part", "NOLABEL", "part_without_label"),
        ("part", "TWOFAULTS", "conflicting_label"),
        ("part", "UNKNOWN", "unknown_fault_type"),
    ]
    assert small.accounts["labeling"]["labels"] == {"input": len(SMALL_LABELS), "accepted": 8, "rejected": 8}


@pytest.mark.parametrize(
    ("part_id", "judgement", "ng_reason", "severity"),
    [
        ("OK1", "OK", None, None),
        ("LIMIT", "OK", None, None),
        ("AREA", "NG", "area_over_limit", "critical"),
        ("LENGTH", "NG", "length_over_limit", "critical"),
        ("BOTH", "NG", "area_and_length_over_limit", "critical"),
    ],
)
def test_labeling_judges_by_the_criteria(small: SmallRun, part_id, judgement, ng_reason, severity):
    row = part(small, "judged", part_id)
    assert (row["judgement"], row["ng_reason"], row["severity"]) == (judgement, ng_reason, severity)
    assert (row["max_area_px"], row["max_length_mm"]) == (11000.0, 150.0)


def test_evaluation_counts_and_limits(small: SmallRun):
    ratios = {
        (row["dimension"], row["value_1"], row["value_2"]): row
        for row in small.lab.read("evaluation/ng_ratio").collect()
    }
    overall = ratios["overall", "all", None]
    assert (overall["parts"], overall["ng"], overall["ng_ratio"]) == (8, 3, 0.375)
    # Wilson's interval ends where the ratio is z standard deviations of the end away
    for end in (overall["wilson_low"], overall["wilson_high"]):
        assert abs(0.375 - end) == pytest.approx(1.959963984540054 * (end * (1 - end) / 8) ** 0.5)
    assert overall["wilson_low"] < 0.375 < overall["wilson_high"]
    assert (ratios["line", "L2", None]["parts"], ratios["line", "L2", None]["ng"]) == (2, 1)
    assert ratios["line_inspection_date", "L1", "2025-07-12"]["ng"] == 2
    assert ratios["fault_type", "Bumps", None]["wilson_low"] == 0.0

    chart = {row["line"]: row for row in small.lab.read("evaluation/p_chart").collect()}
    assert chart["L1"]["ucl"] == pytest.approx(0.375 + 3 * (0.375 * 0.625 / 6) ** 0.5)
    assert (chart["L1"]["lcl"], chart["L2"]["ucl"]) == (0.0, 1.0)

    pareto = [tuple(row) for row in small.lab.read("evaluation/pareto").orderBy("rank").collect()]
    assert pareto == [(1, "K_Scatch", 3, 1.0, 1.0), (2, "Bumps", 0, 0.0, 1.0)]


def test_upload_adds_the_figures_of_line_and_date(small: SmallRun):
    row = part(small, "report_20250712.parquet", "A400")
    assert row["inspection_date"] == date(2025, 7, 12)
    assert (row["line_date_parts"], row["line_date_ng"], row["line_date_ng_ratio"]) == (2, 1, 0.5)
    assert row["line_date_out_of_control"] is False
    assert row["ng_reason"] is None
