"""Stand-ins for Glue's machine learning: simple and repeatable rules, not AWS's models."""
