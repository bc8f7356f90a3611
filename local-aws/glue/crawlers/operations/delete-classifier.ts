import type { DeleteClassifierRequest, DeleteClassifierResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteClassifier.html */
export function deleteClassifier(
  { classifiers }: GlueContext,
  input: Checked<DeleteClassifierRequest>,
): DeleteClassifierResponse {
  classifiers.delete(input.Name);
  return {};
}
