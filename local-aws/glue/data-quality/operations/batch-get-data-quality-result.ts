import type { BatchGetDataQualityResultRequest, BatchGetDataQualityResultResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetDataQualityResult.html */
export function batchGetDataQualityResult(
  { quality: { results } }: GlueContext,
  input: Checked<BatchGetDataQualityResultRequest>,
): BatchGetDataQualityResultResponse {
  const ids = input.ResultIds;
  const found = ids.flatMap((id) => results.find(id) ?? []);
  const known = new Set(found.map((result) => result.ResultId));
  return { Results: found, ResultsNotFound: ids.filter((id) => !known.has(id)) };
}
