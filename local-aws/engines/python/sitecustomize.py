"""Python loads this first in every process of a Glue job.

It takes pyspark from where it is installed, compiled, instead of from Spark's own zip of its source.
"""

import os
import sys

_zips = os.path.join(os.environ.get("SPARK_HOME", os.sep), "python", "lib")
sys.path[:] = [entry for entry in sys.path if os.path.dirname(entry) != _zips]
