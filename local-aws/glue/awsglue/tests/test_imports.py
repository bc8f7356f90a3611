"""What of the packages imports what."""

from pathlib import Path

import pytest
from import_graph import SOURCE, arrows_in, between_rooms, circles_in, modules_in

MOST_FILES = 15
# as with operations: a file a transform, named as Glue's
FULL = {"awsglue/transforms"}


def test_no_module_and_no_room_imports_itself_by_way_of_others():
    arrows = arrows_in(SOURCE)
    assert len(arrows["awsglue.context"]) > 10
    assert circles_in(arrows) == []
    assert circles_in(between_rooms(arrows)) == []


def test_no_folder_is_too_full():
    folders = [str(file.parent.relative_to(SOURCE)) for file in modules_in(SOURCE).values()]
    assert {folder for folder in folders if folders.count(folder) > MOST_FILES} == FULL


def test_a_job_can_import_the_three_packages_and_nothing_else():
    assert {path.name for path in SOURCE.iterdir()} - {"__pycache__"} == {"awsglue", "awsgluedq", "awsglueml"}


@pytest.mark.parametrize(
    "text",
    [
        "def later():\n    from p.a import A\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import p.a\n",
        "from p import a\n",
        "from . import a\n",
        "from .a import A as B\n",
    ],
)
def test_a_circle_is_seen_wherever_its_import_stands(tmp_path: Path, text: str):
    for name, content in {"__init__": "", "a": "from p.b import B\n", "b": text}.items():
        (tmp_path / "p").mkdir(exist_ok=True)
        (tmp_path / "p" / f"{name}.py").write_text(content)
    assert circles_in(arrows_in(tmp_path)) == [["p.a", "p.b"]]
