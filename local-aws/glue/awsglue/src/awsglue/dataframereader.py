"""What reads Spark's DataFrames."""

from awsglue.not_supported import NotSupportedError


class DataFrameReader:
    """`glue_context.create_data_frame`: reads from where Glue's documentation names."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.create_data_frame_from_catalog
        self.from_options = glue_context.create_data_frame_from_options

    def __getattr__(self, name: str):
        raise NotSupportedError(f"create_data_frame.{name}")
