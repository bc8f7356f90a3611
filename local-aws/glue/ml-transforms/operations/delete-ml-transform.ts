import type { DeleteMLTransformRequest, DeleteMLTransformResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteMLTransform.html */
export function deleteMlTransform(
  { mlTransforms, tags }: GlueContext,
  input: DeleteMLTransformRequest,
): DeleteMLTransformResponse {
  const TransformId = required("transformId", input.TransformId);
  mlTransforms.delete(TransformId);
  tags.forget(`mlTransform/${TransformId}`);
  return { TransformId };
}
