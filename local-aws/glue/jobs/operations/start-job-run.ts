import type { StartJobRunRequest, StartJobRunResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { notFound, required } from "../../errors";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html */
export const startJobRun =
  (jobs: Jobs): Operation<StartJobRunRequest, StartJobRunResponse> =>
  (input, context) => {
    const name = required("jobName", input.JobName);
    if (!jobs.has(name)) {
      throw notFound("Failed to start job run due to missing metadata.");
    }
    const previous = input.JobRunId === undefined ? undefined : jobs.getRun(name, input.JobRunId);
    return { JobRunId: jobs.start(jobs.get(name), input, { region: context.region, previous }) };
  };
