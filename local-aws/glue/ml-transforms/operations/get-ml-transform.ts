import type { GetMLTransformRequest, GetMLTransformResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetMLTransform.html */
export function getMlTransform(
  { mlTransforms }: GlueContext,
  input: Checked<GetMLTransformRequest>,
): GetMLTransformResponse {
  return mlTransforms.get(input.TransformId);
}
