"""Python loads this first in every process of a Glue job.

It takes pyspark from where it is installed, compiled, instead of Spark's own zip of its source,
and ends the process, with all that it started, when the process that started it or the embedded AWS is gone.
"""

import os
import signal
import sys
import threading
import time


def _end_with(parent: int, server: int, leads: bool) -> None:
    while os.getppid() == parent and _is_alive(server):
        time.sleep(1)
    if leads and hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(143)


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
# the script's own process, not one that it started, speaks for all of them
_leads = hasattr(os, "getpgrp") and os.getpgrp() in (os.getpid(), os.getppid())
_watched = (os.getppid(), int(os.environ.get("LAB_SERVER_PID", "0")), _leads)
threading.Thread(target=_end_with, args=_watched, daemon=True).start()
