"""`python -m awsgluedq.dqdl` checks the ruleset on its standard input without Spark.

Prints the number of its rules; or, with the exit code 1, why it is not one.
"""

import sys

from awsgluedq.dqdl.parser import parse
from awsgluedq.dqdl.tokens import DqdlError

try:
    print(len(parse(sys.stdin.read())))
except DqdlError as error:
    print(error)
    sys.exit(1)
