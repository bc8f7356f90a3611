"""`glue_context.getSource(…)`."""

from awsglue.not_supported import NotSupportedError


class DataSource:
    """Reads a DynamicFrame once its format is set."""

    def __init__(self, glue_context, connection_type: str, context: str, options: dict) -> None:
        self._glue_context = glue_context
        self._connection_type = connection_type
        self._context = context
        self._options = options
        self._format: str | None = None
        self._format_options: dict = {}

    def setFormat(self, format: str, **format_options) -> None:
        """The format of the files."""
        self._format = format
        self._format_options = format_options

    def getFrame(self):
        """The records."""
        return self._glue_context.create_dynamic_frame_from_options(
            self._connection_type, self._options, self._format, self._format_options, self._context
        )

    def __getattr__(self, name: str):
        raise NotSupportedError(f"{name} of a source")
