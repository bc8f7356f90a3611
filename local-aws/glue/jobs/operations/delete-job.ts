import type { DeleteJobRequest, DeleteJobResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteJob.html */
export const deleteJob =
  (jobs: Jobs, tags: Tags): Operation<DeleteJobRequest, DeleteJobResponse> =>
  async (input) => {
    const name = required("jobName", input.JobName);
    await jobs.delete(name);
    tags.forget(`job/${name}`);
    return { JobName: name };
  };
