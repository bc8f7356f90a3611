import type { UpdateClassifierRequest, UpdateClassifierResponse } from "@aws-sdk/client-glue";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { classifierDefinition, requestedKind } from "../classifiers/classifier-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateClassifier.html */
export function updateClassifier(
  { classifiers }: GlueContext,
  input: UpdateClassifierRequest,
): UpdateClassifierResponse {
  const kind = requestedKind(input);
  const name = input[kind]?.Name ?? "";
  const old = classifiers.get(name)[kind];
  if (old === undefined) {
    throw invalidInput(`Classifier ${name} is not a ${kind}; the type of a classifier cannot be changed.`);
  }
  const members = { ...old, ...input[kind] };
  classifiers.replace(classifierDefinition(kind, members, old.CreationTime ?? new Date(), (old.Version ?? 1) + 1));
  return {};
}
