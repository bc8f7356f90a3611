import type { GetClassifiersRequest, GetClassifiersResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import { type Classifiers, classifierName } from "../classifiers/classifiers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetClassifiers.html */
export const getClassifiers =
  (classifiers: Classifiers): Operation<GetClassifiersRequest, GetClassifiersResponse> =>
  (input) => {
    const { items, NextToken } = page(classifiers.all(), classifierName, input, 100);
    return { Classifiers: items, NextToken };
  };
