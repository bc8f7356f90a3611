import type { GetMLTransformsRequest, GetMLTransformsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetMLTransforms.html */
export function getMlTransforms({ mlTransforms }: GlueContext, input: GetMLTransformsRequest): GetMLTransformsResponse {
  const { Name } = input.Filter ?? {};
  const found = mlTransforms.all().filter((transform) => Name === undefined || transform.Name === Name);
  const { items, NextToken } = pageOf(found, (transform) => transform.TransformId ?? "", input, 1000);
  return { Transforms: items, NextToken };
}
