import type { GetClassifierRequest, GetClassifierResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Classifiers } from "../classifiers/classifiers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetClassifier.html */
export const getClassifier =
  (classifiers: Classifiers): Operation<GetClassifierRequest, GetClassifierResponse> =>
  (input) => ({ Classifier: classifiers.get(required("name", input.Name)) });
