"""What a GlueContext reads from."""
