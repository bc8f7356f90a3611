import type { ResetJobBookmarkRequest, ResetJobBookmarkResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ResetJobBookmark.html */
export function resetJobBookmark(
  { jobs }: GlueContext,
  input: Checked<ResetJobBookmarkRequest>,
): ResetJobBookmarkResponse {
  if (input.RunId !== undefined) {
    throw invalidInput("The embedded AWS does not support ResetJobBookmark to a run; it resets to the beginning.");
  }
  return { JobBookmarkEntry: jobs.bookmarks.reset(input.JobName) };
}
