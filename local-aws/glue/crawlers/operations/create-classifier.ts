import type { CreateClassifierRequest, CreateClassifierResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { classifierDefinition, requestedKind } from "../classifiers/classifier-definition";
import type { Classifiers } from "../classifiers/classifiers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateClassifier.html */
export const createClassifier =
  (classifiers: Classifiers): Operation<CreateClassifierRequest, CreateClassifierResponse> =>
  (input) => {
    const kind = requestedKind(input);
    classifiers.create(classifierDefinition(kind, input[kind] ?? {}, new Date(), 1));
    return {};
  };
