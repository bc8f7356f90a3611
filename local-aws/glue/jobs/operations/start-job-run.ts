import type { StartJobRunRequest, StartJobRunResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { RequestContext } from "../../../protocol/service";
import { notFound } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html */
export function startJobRun(
  { jobs }: GlueContext,
  input: Checked<StartJobRunRequest>,
  request: RequestContext,
): StartJobRunResponse {
  const name = input.JobName;
  if (!jobs.has(name)) {
    throw notFound("Failed to start job run due to missing metadata.");
  }
  const previous = input.JobRunId === undefined ? undefined : jobs.getRun(name, input.JobRunId);
  return { JobRunId: jobs.start(jobs.get(name), input, { region: request.region, previous }) };
}
