import type { UpdateJobRequest, UpdateJobResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { jobDefinition } from "../job-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateJob.html */
export function updateJob({ jobs }: GlueContext, input: Checked<UpdateJobRequest>): UpdateJobResponse {
  const name = input.JobName;
  const { CreatedOn } = jobs.get(name);
  const definition = jobDefinition(input.JobUpdate);
  jobs.write({ Name: name, ...definition, CreatedOn, LastModifiedOn: new Date() });
  return { JobName: name };
}
