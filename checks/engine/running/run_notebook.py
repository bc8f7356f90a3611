"""Runs a student's notebook cell by cell, on after a failed one, within limits.

Usage: run_notebook.py NOTEBOOK SECONDS BUSY_SECONDS MOST_OUTPUT_BYTES. Prints one line of JSON:
{"ended": …, "cell": number, "failure": {"cell": number, "text": …} or null}, where `ended` is `whole`,
`time`, `busy` (more of the processor's time than BUSY_SECONDS in one cell), `output` or `died`, and `failure`
the first cell that failed, with what it said.
The check's own cell is left out.
"""

import asyncio
import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

PAUSE_SECONDS = 0.3
"""For a moment after a failed cell the kernel refuses others, for longer where the machine is busy."""
MOST_REFUSALS = 50


class LimitedClient(NotebookClient):
    """Counts what the cells write, and keeps none of it but why a cell failed."""

    left = 0
    status = "ok"
    said = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, on_cell_executed=self.note_status, **kwargs)
        self.overflow = asyncio.Event()

    def note_status(self, cell, cell_index, execute_reply):
        """Keeps whether the kernel calls the cell `ok`, `error` or, where it did not run it, `abort`."""
        self.status = execute_reply["content"]["status"]

    def process_message(self, msg, cell, cell_index):
        """Counts a message of the kernel."""
        if msg["msg_type"] in ("stream", "display_data", "update_display_data", "execute_result", "error"):
            self.left -= len(str(msg["content"]))
            if self.left < 0:
                self.overflow.set()
            if msg["msg_type"] == "stream" and msg["content"].get("name") == "stderr":
                self.said = (self.said + msg["content"]["text"])[:2000]
            return None
        return super().process_message(msg, cell, cell_index)


async def run(path: Path, seconds: float, busy_seconds: float, most: int) -> dict:
    """Runs the notebook in its own folder."""
    notebook = nbformat.read(path, as_version=4)
    client = LimitedClient(
        notebook, kernel_name="tslab", allow_errors=True, resources={"metadata": {"path": str(path.parent)}}
    )
    client.left = most
    until = time.monotonic() + seconds
    number = 0
    failure = None
    async with client.async_setup_kernel():
        try:
            for number, cell in enumerate(notebook.cells):
                if cell.cell_type != "code" or cell.get("id") == "check":
                    continue
                for _ in range(MOST_REFUSALS):
                    client.timeout = max(1, int(until - time.monotonic()))
                    client.status, client.said = "ok", ""
                    how = await outcome(client, cell, number, busy_seconds)
                    if how != "whole":
                        return await ended(client, how, number, failure)
                    if client.status != "abort":
                        break
                    await asyncio.sleep(PAUSE_SECONDS)
                if client.status == "error":
                    failure = failure or {"cell": number + 1, "text": client.said}
                    await asyncio.sleep(PAUSE_SECONDS)
        except CellTimeoutError:
            return await ended(client, "time", number, failure)
        except DeadKernelError:
            return await ended(client, "died", number, failure)
    return {"ended": "whole", "cell": number + 1, "failure": failure}


async def outcome(client: LimitedClient, cell, number: int, busy_seconds: float) -> str:
    """Runs a cell: `whole` at its end, else `output` or `busy` where it exceeds a limit before that."""
    run_cell = asyncio.create_task(client.async_execute_cell(cell, number))
    overflow = asyncio.create_task(client.overflow.wait())
    kernel: Any = client.km
    busy = asyncio.create_task(spent(kernel.provisioner.pid, busy_seconds))
    await asyncio.wait({run_cell, overflow, busy}, return_when=asyncio.FIRST_COMPLETED)
    how = "output" if client.overflow.is_set() else "whole" if run_cell.done() else "busy"
    for task in (overflow, busy):
        task.cancel()
    if run_cell.done():
        run_cell.result()
    else:
        run_cell.cancel()
        await asyncio.gather(run_cell, return_exceptions=True)
    return how


async def spent(pid: int, seconds: float) -> None:
    """Waits until a process has used so much more of the processor's time; for ever where that is unknown."""
    until = None
    while True:
        with contextlib.suppress(OSError, ValueError):
            text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
            used = sum(map(int, text.rpartition(") ")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")
            until = used + seconds if until is None else until
            if used >= until:
                return
        await asyncio.sleep(1)


async def ended(client: NotebookClient, how: str, number: int, failure: dict | None) -> dict:
    """Ends the kernel at once."""
    kernel: Any = client.km
    await kernel.shutdown_kernel(now=True)
    return {"ended": how, "cell": number + 1, "failure": failure}


if __name__ == "__main__":
    seconds, busy_seconds, most = float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    result = asyncio.run(run(Path(sys.argv[1]).resolve(), seconds, busy_seconds, most))
    print(json.dumps(result), flush=True)
