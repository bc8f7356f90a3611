"""FlatMap.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-flat-map.html
"""

from awsglue.transforms.transform import GlueTransform


class FlatMap(GlueTransform):
    """Applies a transform to every frame of a collection, and puts all frames of the results in one."""

    returns = "DynamicFrameCollection"

    def __call__(self, dfc, BaseTransform, frame_name, transformation_ctx="", **base_kwargs):
        def run(frame, context):
            arguments = {frame_name: frame, "transformation_ctx": context, **base_kwargs}
            return BaseTransform.apply(**arguments)

        return dfc.flatmap(run, transformation_ctx)
