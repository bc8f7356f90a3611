import type { GetMLTransformRequest, GetMLTransformResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetMLTransform.html */
export function getMlTransform({ mlTransforms }: GlueContext, input: GetMLTransformRequest): GetMLTransformResponse {
  return mlTransforms.get(required("transformId", input.TransformId));
}
