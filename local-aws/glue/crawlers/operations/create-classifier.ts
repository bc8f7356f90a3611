import type { CreateClassifierRequest, CreateClassifierResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { classifierDefinition, requestedKind } from "../classifiers/classifier-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateClassifier.html */
export function createClassifier(
  { classifiers }: GlueContext,
  input: CreateClassifierRequest,
): CreateClassifierResponse {
  const kind = requestedKind(input);
  classifiers.create(classifierDefinition(kind, input[kind] ?? {}, new Date(), 1));
  return {};
}
