"""The README's table of transforms names what there is, and nothing else."""

from pathlib import Path

import awsglueml.transforms
from awsglue import transforms
from awsglue.dynamicframe import DynamicFrame

README = Path(__file__).parents[3] / "README.md"
# used by the transforms' own modules, or the class's way to be made
INNER = {"parts", "of_parts", "derived", "limited", "fromDF"}


def test_the_table_names_every_transform_and_every_method():
    text = README.read_text(encoding="utf-8")
    table = text.split("| transform | method of DynamicFrame |")[1].split("\n\n")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:]] for line in table.splitlines()[2:]]
    named = {line[0] for line in cells} - {""}
    assert named == set(transforms.__all__) - {"GlueTransform"} | set(awsglueml.transforms.__all__)
    methods = {word for line in cells for word in line[1].split(", ")} - {""}
    assert methods == {name for name in dir(DynamicFrame) if not name.startswith("_")} - INNER
