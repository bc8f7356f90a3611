import type { GetDataQualityResultRequest, GetDataQualityResultResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Results } from "../results";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataQualityResult.html */
export const getDataQualityResult =
  (results: Results): Operation<GetDataQualityResultRequest, GetDataQualityResultResponse> =>
  (input) =>
    results.get(required("resultId", input.ResultId));
