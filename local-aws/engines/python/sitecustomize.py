"""Python loads this first in every process of a Glue job.

It takes pyspark from where it is installed, compiled, instead of Spark's own zip of its source,
and ends the process, with all that it started, when the process that started it or the embedded AWS is gone.
"""

import atexit
import os
import signal
import sys
import threading
import time


def _end_with(parent: int, server: int, leads: bool) -> None:
    while os.getppid() == parent and _is_alive(server):
        time.sleep(1)
    if leads:
        _end_group()
    os._exit(143)


def _at_exit(server: int) -> None:
    """Does what the embedded AWS does for a script that has ended, where it is not there to do so."""
    if not _is_alive(server):
        _end_group()


def _end_group() -> None:
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)


def _is_alive(process: int) -> bool:
    """Told on POSIX only: elsewhere signal 0 is no question."""
    if os.name != "posix" or process == 0:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


_zips = os.path.join(os.environ.get("SPARK_HOME", os.sep), "python", "lib")
sys.path[:] = [entry for entry in sys.path if os.path.dirname(entry) != _zips]
_server = int(os.environ.get("LAB_SERVER_PID", "0"))
# the script's own process, not one that it started, speaks for all of them; its JVM may be gone already
_leads = hasattr(os, "getpgrp") and (
    os.getpgrp() in (os.getpid(), os.getppid()) or not _is_alive(os.getpgrp())
)
if _leads and not _is_alive(_server):
    _end_group()
threading.Thread(target=_end_with, args=(os.getppid(), _server, _leads), daemon=True).start()
if _leads:
    atexit.register(_at_exit, _server)
