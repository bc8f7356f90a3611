import type { GetClassifiersRequest, GetClassifiersResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { classifierName } from "../classifiers/classifiers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetClassifiers.html */
export function getClassifiers({ classifiers }: GlueContext, input: GetClassifiersRequest): GetClassifiersResponse {
  const { items, NextToken } = pageOf(classifiers.all(), classifierName, input, 100);
  return { Classifiers: items, NextToken };
}
