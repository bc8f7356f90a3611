"""The Data Catalog, as a job reads and changes it."""
