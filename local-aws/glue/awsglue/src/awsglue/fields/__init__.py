"""Columns of Spark with types of Glue."""
