import type { GetDataQualityResultRequest, GetDataQualityResultResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityResult.html */
export function getDataQualityResult(
  { quality: { results } }: GlueContext,
  input: Checked<GetDataQualityResultRequest>,
): GetDataQualityResultResponse {
  return results.get(input.ResultId);
}
