"""`glue_context.create_dynamic_frame` and `glue_context.create_data_frame`."""

from awsglue.not_supported import NotSupportedError


class DynamicFrameReader:
    """Reads DynamicFrames from where Glue's documentation names them."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.create_dynamic_frame_from_catalog
        self.from_options = glue_context.create_dynamic_frame_from_options
        self.from_rdd = glue_context.create_dynamic_frame_from_rdd

    def __getattr__(self, name: str):
        raise NotSupportedError(f"create_dynamic_frame.{name}")


class DataFrameReader:
    """Reads Spark's DataFrames."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.create_data_frame_from_catalog
        self.from_options = glue_context.create_data_frame_from_options

    def __getattr__(self, name: str):
        raise NotSupportedError(f"create_data_frame.{name}")
