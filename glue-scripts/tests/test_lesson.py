"""The four jobs on the lesson's data: the figures that README.md and datasets/README.md promise."""

from pathlib import Path

import pytest
from lab import Lab

STAGED = Path(__file__).parents[2] / "datasets" / "raw"
PARTS = 1904


@pytest.fixture(scope="module")
def lesson(module_lab: Lab) -> Lab:
    module_lab.use_staged(STAGED)
    return module_lab


@pytest.fixture(scope="module")
def accounts(lesson: Lab) -> dict[str, dict]:
    runs = (lesson.preprocess, lesson.label, lesson.evaluate, lesson.upload)
    return {account["job"]: account for account in (run() for run in runs)}


def test_accounts(accounts):
    print(accounts)
