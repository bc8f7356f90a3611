"""The four jobs on the lesson's data: the figures that README.md and datasets/README.md promise."""

import re
from pathlib import Path

from runs import LessonRun

SCRIPTS = Path(__file__).parent.parent


def test_every_row_is_accepted_or_rejected(lesson: LessonRun):
    assert lesson.accounts["preprocessing"] == {
        "job": "preprocessing",
        "input": 1951,
        "accepted": 1915,
        "rejected": 36,
        "repaired": 9,
        "rejected_by_reason": {"duplicate_row": 10, "missing_cell": 14, "swapped_corners": 12},
    }
    labeling = lesson.accounts["labeling"]
    assert (labeling["input"], labeling["accepted"], labeling["rejected"]) == (1915, 1904, 11)
    assert labeling["labels"] == {"input": 1936, "accepted": 1904, "rejected": 32}
    assert labeling["rejected_by_reason"] == {
        "part": {"part_without_label": 11},
        "label": {"label_without_part": 6, "part_rejected_earlier": 26},
    }


def test_only_l3_is_out_of_control_in_the_last_three_days(lesson: LessonRun):
    assert 0.10 < lesson.accounts["evaluation"]["ng_ratio"] < 0.20
    rows = lesson.lab.read("evaluation/p_chart").collect()
    assert len(rows) == 14 * 4
    outside = {(row["line"], row["inspection_date"]) for row in rows if row["out_of_control"]}
    assert outside == {("L3", "2025-07-10"), ("L3", "2025-07-11"), ("L3", "2025-07-12")}
    assert all(row["p"] > row["ucl"] for row in rows if row["out_of_control"])


def test_the_report_has_the_columns_of_the_table(lesson: LessonRun):
    ddl = (SCRIPTS / "create_table.sql").read_text()
    declared = re.findall(r"^  (\w+) (\w+)", ddl, flags=re.MULTILINE)
    report = lesson.lab.read("report_20250712.parquet")
    assert report.dtypes == declared
    assert report.count() == report.select("part_id").distinct().count() == 1904


def test_nothing_is_left_beside_the_outputs(lesson: LessonRun):
    folders = {name.split("/")[0] for name in lesson.lab.files()}
    assert folders == {"features", "judged", "rejected", "evaluation", "report_20250712.parquet"}
    assert not [name for name in lesson.lab.files() if ".new" in name or ".old" in name]


def test_a_second_run_gives_the_same_rows(lesson: LessonRun):
    before = sorted(lesson.lab.read("judged").collect())
    lesson.lab.preprocess()
    lesson.lab.label()
    assert sorted(lesson.lab.read("judged").collect()) == before
