import type { CreateJobRequest, CreateJobResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { alreadyExists } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { jobDefinition } from "../job-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html */
export function createJob({ jobs, tags }: GlueContext, input: Checked<CreateJobRequest>): CreateJobResponse {
  const name = input.Name;
  const definition = jobDefinition(input);
  if (jobs.has(name)) {
    throw alreadyExists(`Job ${name} already exists.`);
  }
  const now = new Date();
  jobs.write({ Name: name, ...definition, CreatedOn: now, LastModifiedOn: now });
  tags.add(`job/${name}`, input.Tags);
  return { Name: name };
}
