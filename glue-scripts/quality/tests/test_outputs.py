"""Outputs are replaced whole, or not at all."""

import pytest
import quality_lab
from lab import Lab
from quality_lab import JobError, Output, replace_outputs


def outputs(lab: Lab, rows: int) -> list[Output]:
    return [
        Output(f"{lab.path('processed')}/{name}/", lab.spark.range(rows), rows) for name in ("one", "two")
    ]


def counts(lab: Lab) -> list[int]:
    return [lab.read(name).count() for name in ("one", "two")]


def folders(lab: Lab) -> set[str]:
    return {path.name for path in (lab.folder / "processed").iterdir()}


def test_the_new_takes_the_place_of_the_old(lab: Lab):
    replace_outputs(lab.spark, outputs(lab, 3))
    replace_outputs(lab.spark, outputs(lab, 5))
    assert counts(lab) == [5, 5]
    assert folders(lab) == {"one", "two"}


def test_a_wrong_count_leaves_every_old_output(lab: Lab):
    replace_outputs(lab.spark, outputs(lab, 3))
    one, two = outputs(lab, 5)
    with pytest.raises(JobError, match="4 rows were written, 5 were expected"):
        replace_outputs(lab.spark, [one, Output(two.path, lab.spark.range(4), 5)])
    assert counts(lab) == [3, 3]
    assert folders(lab) == {"one", "two"}


@pytest.mark.parametrize("failing_rename", [1, 2, 3, 4])
def test_a_rename_that_fails_puts_every_old_output_back(lab: Lab, monkeypatch, failing_rename: int):
    replace_outputs(lab.spark, outputs(lab, 3))
    rename = quality_lab._Folder.rename
    calls = []

    def flaky(folder, source, target):
        calls.append(source)
        if len(calls) == failing_rename:
            raise OSError("the network is gone")
        rename(folder, source, target)

    monkeypatch.setattr(quality_lab._Folder, "rename", flaky)
    with pytest.raises(OSError, match="the network is gone"):
        replace_outputs(lab.spark, outputs(lab, 5))
    assert counts(lab) == [3, 3]
    assert folders(lab) == {"one", "two"}


def test_a_first_run_that_fails_leaves_nothing(lab: Lab, monkeypatch):
    rename = quality_lab._Folder.rename
    calls = []

    def flaky(folder, source, target):
        calls.append(source)
        if len(calls) == 2:
            raise OSError("the network is gone")
        rename(folder, source, target)

    monkeypatch.setattr(quality_lab._Folder, "rename", flaky)
    with pytest.raises(OSError, match="the network is gone"):
        replace_outputs(lab.spark, outputs(lab, 5))
    assert folders(lab) == set()


def test_a_run_after_one_that_was_killed_between_two_renames(lab: Lab):
    replace_outputs(lab.spark, outputs(lab, 3))
    (lab.folder / "processed" / "one").rename(lab.folder / "processed" / "one.old")
    one, two = outputs(lab, 5)
    with pytest.raises(JobError):
        replace_outputs(lab.spark, [one, Output(two.path, two.frame, 6)])
    assert counts(lab) == [3, 3]
    assert folders(lab) == {"one", "two"}
