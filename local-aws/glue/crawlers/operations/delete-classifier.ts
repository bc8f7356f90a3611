import type { DeleteClassifierRequest, DeleteClassifierResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Classifiers } from "../classifiers/classifiers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteClassifier.html */
export const deleteClassifier =
  (classifiers: Classifiers): Operation<DeleteClassifierRequest, DeleteClassifierResponse> =>
  (input) => {
    classifiers.delete(required("name", input.Name));
    return {};
  };
