import type { GetJobBookmarkRequest, GetJobBookmarkResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { notFound } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobBookmark.html */
export function getJobBookmark({ jobs }: GlueContext, input: Checked<GetJobBookmarkRequest>): GetJobBookmarkResponse {
  const name = input.JobName;
  const entry = jobs.bookmarks.get(name);
  if (input.RunId !== undefined && input.RunId !== entry.RunId) {
    throw notFound(`Continuation for job ${name} and run ${input.RunId} not found.`);
  }
  return { JobBookmarkEntry: entry };
}
