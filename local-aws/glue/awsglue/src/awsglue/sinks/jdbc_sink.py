"""A table of a database as the target of a frame."""

from awsglue.data_sink import DataSink
from awsglue.not_supported import refuse_unknown
from awsglue.storage.jdbc import DATABASE_OPTIONS, JdbcTarget

_WRITE = {"bulkSize", "redshiftTmpDir"}


class JdbcSink(DataSink):
    """Adds a frame's records to a table; `options` are the connection options.

    Raises `NotSupportedError` for one of them that is not there.
    """

    def __init__(self, options: dict) -> None:
        refuse_unknown(options, DATABASE_OPTIONS | _WRITE, "connection_options")
        self._target = JdbcTarget.of_options(options)
        self._bulk_size = options.get("bulkSize")

    def writeFrame(self, dynamic_frame, info: str = ""):
        """Writes the frame and returns it."""
        self._target.write(dynamic_frame.toDF(), self._bulk_size)
        return dynamic_frame
