"""The transforms of Glue's machine learning, as stand-ins: what each does instead stands in its class.

https://docs.aws.amazon.com/glue/latest/dg/machine-learning.html
"""

from awsglueml.transforms.fill_missing_values import FillMissingValues
from awsglueml.transforms.find_incremental_matches import FindIncrementalMatches
from awsglueml.transforms.find_matches import FindMatches

__all__ = ["FillMissingValues", "FindIncrementalMatches", "FindMatches"]
