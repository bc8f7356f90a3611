"""The logger of `GlueContext.get_logger()`."""

import sys
from datetime import datetime, timezone


class GlueLogger:
    """Writes a line with time and level to standard error."""

    def info(self, message: str) -> None:
        """What a run did."""
        _write("INFO", message)

    def warn(self, message: str) -> None:
        """What may be wrong."""
        _write("WARN", message)

    def error(self, message: str) -> None:
        """What went wrong."""
        _write("ERROR", message)


def _write(level: str, message: str) -> None:
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    print(f"{time} {level} [GlueLogger] {message}", file=sys.stderr)
