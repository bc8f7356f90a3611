import type { GetClassifierRequest, GetClassifierResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetClassifier.html */
export function getClassifier({ classifiers }: GlueContext, input: GetClassifierRequest): GetClassifierResponse {
  return { Classifier: classifiers.get(required("name", input.Name)) };
}
