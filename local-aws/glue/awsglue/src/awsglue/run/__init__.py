"""The job run: its arguments, bookmark, log and metrics, and how it asks AWS."""
