"""ErrorsAsDynamicFrame.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ErrorsAsDynamicFrame.html
"""

from awsglue.transforms.transform import GlueTransform


class ErrorsAsDynamicFrame(GlueTransform):
    """The error records that led to a frame."""

    def __call__(self, frame):
        return frame.errorsAsDynamicFrame()
