import type { GetClassifierRequest, GetClassifierResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetClassifier.html */
export function getClassifier(
  { classifiers }: GlueContext,
  input: Checked<GetClassifierRequest>,
): GetClassifierResponse {
  return { Classifier: classifiers.get(input.Name) };
}
