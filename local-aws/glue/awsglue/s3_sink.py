"""`glue_context.getSink(connection_type="s3", …)`."""

from awsglue.not_supported import NotSupportedError, refuse_unknown


class S3Sink:
    """Adds a frame's records as files under a path."""

    def __init__(self, glue_context, file_format: str | None, options: dict) -> None:
        refuse_unknown(options, {"path", "partitionKeys", "compression", "enableUpdateCatalog"}, "getSink")
        if options.get("enableUpdateCatalog"):
            raise NotSupportedError("enableUpdateCatalog of getSink")
        self._glue_context = glue_context
        self._format = file_format
        self._format_options: dict = {}
        self._options = {name: value for name, value in options.items() if name != "enableUpdateCatalog"}

    def setFormat(self, format: str, **format_options) -> None:
        """The format of the files: csv, json, parquet or glueparquet."""
        self._format = format
        self._format_options = format_options

    def writeFrame(self, dynamic_frame, info: str = ""):
        """Writes the frame and returns it."""
        return self._glue_context.write_dynamic_frame_from_options(
            dynamic_frame, "s3", self._options, self._format, self._format_options
        )

    def __getattr__(self, name: str):
        raise NotSupportedError(f"{name} of a sink")
