"""Glue Data Quality for scripts: `from awsgluedq.transforms import EvaluateDataQuality`."""
