import type { GetJobRunRequest, GetJobRunResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRun.html */
export const getJobRun =
  (jobs: Jobs): Operation<GetJobRunRequest, GetJobRunResponse> =>
  (input) => {
    return { JobRun: jobs.getRun(required("jobName", input.JobName), required("runId", input.RunId)) };
  };
