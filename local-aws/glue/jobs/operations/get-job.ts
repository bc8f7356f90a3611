import type { GetJobRequest, GetJobResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJob.html */
export const getJob =
  (jobs: Jobs): Operation<GetJobRequest, GetJobResponse> =>
  (input) => {
    return { Job: jobs.get(required("jobName", input.JobName)) };
  };
