import type { GetDataQualityResultRequest, GetDataQualityResultResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityResult.html */
export function getDataQualityResult(
  { quality: { results } }: GlueContext,
  input: GetDataQualityResultRequest,
): GetDataQualityResultResponse {
  return results.get(required("resultId", input.ResultId));
}
