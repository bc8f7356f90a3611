"""What writes Spark's DataFrames."""

from awsglue.not_supported import NotSupportedError


class DataFrameWriter:
    """`glue_context.write_data_frame`: writes to where Glue's documentation names."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.write_data_frame_from_catalog

    def __getattr__(self, name: str):
        raise NotSupportedError(f"write_data_frame.{name}")
