import type { DeleteJobRequest, DeleteJobResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteJob.html */
export async function deleteJob(
  { jobs, tags }: GlueContext,
  input: Checked<DeleteJobRequest>,
): Promise<DeleteJobResponse> {
  const name = input.JobName;
  await jobs.delete(name);
  tags.forget(`job/${name}`);
  return { JobName: name };
}
