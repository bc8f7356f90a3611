"""Records as plain Python values."""
