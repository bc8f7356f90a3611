import type { CreateMLTransformRequest, CreateMLTransformResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateMLTransform.html */
export function createMlTransform(
  { mlTransforms, tags }: GlueContext,
  input: Checked<CreateMLTransformRequest>,
): CreateMLTransformResponse {
  const TransformId = mlTransforms.create(input);
  tags.add(`mlTransform/${TransformId}`, input.Tags);
  return { TransformId };
}
