"""Where data lies: objects in S3, and databases."""
