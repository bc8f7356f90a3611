import type { BatchGetDataQualityResultRequest, BatchGetDataQualityResultResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { atMost } from "../../errors";
import type { Results } from "../results";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetDataQualityResult.html */
export const batchGetDataQualityResult =
  (results: Results): Operation<BatchGetDataQualityResultRequest, BatchGetDataQualityResultResponse> =>
  (input) => {
    const ids = atMost(100, "resultIds", input.ResultIds);
    const found = ids.flatMap((id) => results.find(id) ?? []);
    const known = new Set(found.map((result) => result.ResultId));
    return { Results: found, ResultsNotFound: ids.filter((id) => !known.has(id)) };
  };
