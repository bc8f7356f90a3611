import type { DeleteMLTransformRequest, DeleteMLTransformResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteMLTransform.html */
export function deleteMlTransform(
  { mlTransforms, tags }: GlueContext,
  input: Checked<DeleteMLTransformRequest>,
): DeleteMLTransformResponse {
  const TransformId = input.TransformId;
  mlTransforms.delete(TransformId);
  tags.forget(`mlTransform/${TransformId}`);
  return { TransformId };
}
