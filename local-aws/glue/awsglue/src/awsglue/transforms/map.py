"""Map.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-map.html
"""

from awsglue.transforms.transform import GlueTransform


class Map(GlueTransform):
    """Every record as `f` returns it."""

    def __call__(self, frame, f, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.map(f, transformation_ctx, info, stageThreshold, totalThreshold)
