import type { UpdateJobRequest, UpdateJobResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { jobDefinition } from "../job-definition";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateJob.html */
export const updateJob =
  (jobs: Jobs): Operation<UpdateJobRequest, UpdateJobResponse> =>
  (input) => {
    const name = required("jobName", input.JobName);
    const { CreatedOn } = jobs.get(name);
    const definition = jobDefinition(required("jobUpdate", input.JobUpdate));
    jobs.write({ Name: name, ...definition, CreatedOn, LastModifiedOn: new Date() });
    return { JobName: name };
  };
