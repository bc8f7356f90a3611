"""Python loads this first in every process of a Glue job.

It takes pyspark from where it is installed, compiled, instead of Spark's own zip of its source,
and ends the process when the JVM that started it is gone.
"""

import os
import sys
import threading
import time


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(143)


_zips = os.path.join(os.environ.get("SPARK_HOME", os.sep), "python", "lib")
sys.path[:] = [entry for entry in sys.path if os.path.dirname(entry) != _zips]
threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
