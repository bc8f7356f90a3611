"""SelectFromCollection.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SelectFromCollection.html
"""

from awsglue.transforms.transform import GlueTransform


class SelectFromCollection(GlueTransform):
    """The frame of one name in a collection."""

    def __call__(self, dfc, key, transformation_ctx=""):
        return dfc.select(key)
