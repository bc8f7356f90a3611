"""`glue_context.getSink(…)`."""

from awsglue.not_supported import NotSupportedError


class DataSink:
    """Where frames go. What the sink of a connection type does not have is refused."""

    def writeFrame(self, dynamic_frame, info: str = ""):
        """Writes the frame and returns it."""
        raise NotImplementedError

    def write(self, dynamic_frame, info: str = ""):
        """The same as `writeFrame`."""
        return self.writeFrame(dynamic_frame, info)

    def __getattr__(self, name: str):
        raise NotSupportedError(f"{name} of a sink")
