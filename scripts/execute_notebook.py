"""Runs one notebook top to bottom and writes it, with its outputs, as .ipynb and .html.

Usage: execute_notebook.py NOTEBOOK OUT_DIR [SECONDS_A_CELL]. Exits 1 where a cell fails,
and prints what it said.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter


def main(source: Path, out_dir: Path, seconds: int) -> int:
    """Runs the notebook in its own folder.

    Returns:
        The exit code.
    """
    notebook = nbformat.read(source, as_version=4)
    client = NotebookClient(
        notebook, timeout=seconds, kernel_name="tslab", resources={"metadata": {"path": str(source.parent)}}
    )
    failure = None
    try:
        client.execute()
    except CellExecutionError as error:
        failure = str(error)
    failure = failure or failed_cell(notebook)
    out_dir.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, out_dir / source.name)
    html, _ = HTMLExporter().from_notebook_node(notebook)
    (out_dir / source.with_suffix(".html").name).write_text(html, encoding="utf-8")
    if failure:
        print(failure, file=sys.stderr)
    return 1 if failure else 0


def failed_cell(notebook: nbformat.NotebookNode) -> str | None:
    """Finds a cell whose code was not run: the kernel tells of an error on standard error and stops there."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code":
            continue
        text = "".join(output.text for output in cell.outputs if output.get("name") == "stderr")
        if text:
            return f"Cell {number} wrote to standard error:\n{cell.source}\n\n{text}"
    return None


if __name__ == "__main__":
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else 600
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), limit))
