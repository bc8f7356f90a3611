"""Prints the seconds that a notebook's first cell takes, with all helpers, once the kernel is up.

Usage: first_cell.py CODE
"""

import sys
import time

from jupyter_client.manager import KernelManager


def main(code: str) -> None:
    """Starts a kernel, runs one cell and prints its time."""
    kernel = KernelManager(kernel_name="tslab")
    kernel.start_kernel()
    client = kernel.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    started = time.monotonic()
    reply = client.execute_interactive(code, timeout=60, output_hook=lambda message: None)
    seconds = time.monotonic() - started
    client.stop_channels()
    kernel.shutdown_kernel(now=True)
    if reply["content"]["status"] != "ok":
        sys.exit(f"The cell failed: {reply['content']}")
    print(seconds)


if __name__ == "__main__":
    main(sys.argv[1])
