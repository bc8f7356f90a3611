"""Formats of files, by Glue's options and by a table's serde, in Spark's words."""
