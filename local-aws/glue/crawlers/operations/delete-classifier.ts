import type { DeleteClassifierRequest, DeleteClassifierResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteClassifier.html */
export function deleteClassifier(
  { classifiers }: GlueContext,
  input: DeleteClassifierRequest,
): DeleteClassifierResponse {
  classifiers.delete(required("name", input.Name));
  return {};
}
