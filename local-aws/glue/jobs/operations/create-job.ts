import type { CreateJobRequest, CreateJobResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { alreadyExists, required } from "../../errors";
import type { Tags } from "../../tags";
import { jobDefinition } from "../job-definition";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html */
export const createJob =
  (jobs: Jobs, tags: Tags): Operation<CreateJobRequest, CreateJobResponse> =>
  (input) => {
    const name = required("name", input.Name);
    const definition = jobDefinition(input);
    if (jobs.has(name)) {
      throw alreadyExists(`Job ${name} already exists.`);
    }
    const now = new Date();
    jobs.write({ Name: name, ...definition, CreatedOn: now, LastModifiedOn: now });
    tags.add(`job/${name}`, input.Tags);
    return { Name: name };
  };
