"""MapToCollection.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-MapToCollection.html
"""

from awsglue.transforms.transform import GlueTransform


class MapToCollection(GlueTransform):
    """Applies a transform that makes one frame to every frame of a collection."""

    returns = "DynamicFrameCollection"

    def __call__(self, dfc, BaseTransform, frame_name, transformation_ctx="", **base_kwargs):
        def run(frame, context):
            arguments = {frame_name: frame, "transformation_ctx": context, **base_kwargs}
            return BaseTransform.apply(**arguments)

        return dfc.map(run, transformation_ctx)
