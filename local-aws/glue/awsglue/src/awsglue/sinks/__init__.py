"""What a GlueContext writes to, and what it deletes."""
