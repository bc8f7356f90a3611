"""Which module of a folder of packages imports which: `python import_graph.py [FOLDER]` tells it in numbers.

All imports count: those in functions, those for type checkers alone, and those of whole packages.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"

Graph = Mapping[str, set[str]]


def modules_in(folder: Path) -> dict[str, Path]:
    """The files by the names under which they are imported."""
    found = {}
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def arrows_in(folder: Path) -> Graph:
    """For each module those of the same folder that it imports."""
    modules = modules_in(folder)
    return {
        name: {target for target in _imported(name, file, modules) if target != name}
        for name, file in modules.items()
    }


def between_rooms(arrows: Graph) -> Graph:
    """The same for rooms: the folders below a package. A module at a package's top is a room of its own."""
    packages = {name.rpartition(".")[0] for name in arrows}
    rooms: dict[str, set[str]] = {}
    for name, targets in arrows.items():
        room = _room(name, packages)
        rooms.setdefault(room, set()).update(_room(target, packages) for target in targets)
    return {room: targets - {room} for room, targets in rooms.items()}


def circles_in(arrows: Graph) -> list[list[str]]:
    """The largest sets of modules that reach each other, by name."""
    reached = {name: _reached(name, arrows) for name in arrows}
    found = {tuple(sorted(other for other in reached[name] if name in reached[other])) for name in arrows}
    return sorted(list(circle) for circle in found if circle)


def _imported(name: str, file: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for statement in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names if alias.name in modules)
        elif isinstance(statement, ast.ImportFrom):
            steps = package.split(".")[: len(package.split(".")) + 1 - statement.level]
            base = ".".join([*(steps if statement.level else []), *filter(None, [statement.module])])
            for alias in statement.names:
                whole = f"{base}.{alias.name}"
                if whole in modules or base in modules:
                    yield whole if whole in modules else base


def _room(name: str, packages: set[str]) -> str:
    steps = name.split(".")
    return ".".join(steps[:2]) if ".".join(steps[:2]) in packages else name


def _reached(start: str, arrows: Graph) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        new = arrows[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


def main() -> None:
    """Prints the numbers."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    arrows = arrows_in(folder)
    circles = circles_in(arrows)
    folders = Counter(str(file.parent.relative_to(folder)) for file in modules_in(folder).values())
    largest, files = folders.most_common(1)[0]
    print(
        f"{len(arrows)} modules, {sum(map(len, arrows.values()))} arrows, {len(circles)} circles "
        f"of {sum(map(len, circles))} modules; the largest folder, {largest}, has {files} files"
    )
    for circle in circles:
        print(" ", *circle)


if __name__ == "__main__":
    main()
