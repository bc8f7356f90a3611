"""Runs a student's notebook cell by cell, on after a failed one, within limits.

Usage: run_notebook.py NOTEBOOK SECONDS MOST_OUTPUT_BYTES. Prints one line of JSON:
{"ended": …, "cell": number}, where `ended` is `whole`, `time`, `output` or `died`.
The check's own cell is left out.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError


class LimitedClient(NotebookClient):
    """Counts what the cells write, and keeps none of it."""

    left = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.overflow = asyncio.Event()

    def process_message(self, msg, cell, cell_index):
        """Counts a message of the kernel."""
        if msg["msg_type"] in ("stream", "display_data", "update_display_data", "execute_result", "error"):
            self.left -= len(str(msg["content"]))
            if self.left < 0:
                self.overflow.set()
            if msg["msg_type"] == "stream" and msg["content"].get("name") == "stderr":
                cell.metadata["failed"] = True
            return None
        return super().process_message(msg, cell, cell_index)


async def run(path: Path, seconds: float, most: int) -> dict:
    """Runs the notebook in its own folder."""
    notebook = nbformat.read(path, as_version=4)
    client = LimitedClient(
        notebook, kernel_name="tslab", allow_errors=True, resources={"metadata": {"path": str(path.parent)}}
    )
    client.left = most
    until = time.monotonic() + seconds
    number = 0
    async with client.async_setup_kernel():
        try:
            for number, cell in enumerate(notebook.cells):
                if cell.cell_type != "code" or cell.get("id") == "check":
                    continue
                client.timeout = max(1, int(until - time.monotonic()))
                if not await finished(client, cell, number):
                    return await ended(client, "output", number)
                if cell.metadata.get("failed"):
                    # the kernel refuses cells for a moment after a failed one
                    await asyncio.sleep(0.3)
        except CellTimeoutError:
            return await ended(client, "time", number)
        except DeadKernelError:
            return await ended(client, "died", number)
    return {"ended": "whole", "cell": number + 1}


async def finished(client: LimitedClient, cell, number: int) -> bool:
    """Runs a cell to its end; False where it writes too much before that."""
    run_cell = asyncio.create_task(client.async_execute_cell(cell, number))
    overflow = asyncio.create_task(client.overflow.wait())
    await asyncio.wait({run_cell, overflow}, return_when=asyncio.FIRST_COMPLETED)
    overflow.cancel()
    if run_cell.done():
        run_cell.result()
        return not client.overflow.is_set()
    run_cell.cancel()
    await asyncio.gather(run_cell, return_exceptions=True)
    return False


async def ended(client: NotebookClient, how: str, number: int) -> dict:
    """Ends the kernel at once."""
    kernel: Any = client.km
    await kernel.shutdown_kernel(now=True)
    return {"ended": how, "cell": number + 1}


if __name__ == "__main__":
    result = asyncio.run(run(Path(sys.argv[1]).resolve(), float(sys.argv[2]), int(sys.argv[3])))
    print(json.dumps(result), flush=True)
