"""The transforms of Glue Data Quality."""

from awsgluedq.transforms.evaluate_data_quality import EvaluateDataQuality

__all__ = ["EvaluateDataQuality"]
