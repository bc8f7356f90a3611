"""`glue_context.write_dynamic_frame` and `glue_context.write_data_frame`."""

from awsglue.not_supported import NotSupportedError


class DynamicFrameWriter:
    """Writes DynamicFrames to where Glue's documentation names them."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.write_dynamic_frame_from_catalog
        self.from_jdbc_conf = glue_context.write_dynamic_frame_from_jdbc_conf
        self.from_options = glue_context.write_dynamic_frame_from_options

    def __getattr__(self, name: str):
        raise NotSupportedError(f"write_dynamic_frame.{name}")


class DataFrameWriter:
    """Writes Spark's DataFrames."""

    def __init__(self, glue_context) -> None:
        self.from_catalog = glue_context.write_data_frame_from_catalog

    def __getattr__(self, name: str):
        raise NotSupportedError(f"write_data_frame.{name}")
