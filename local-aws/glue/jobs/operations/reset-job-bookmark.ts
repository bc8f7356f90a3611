import type { ResetJobBookmarkRequest, ResetJobBookmarkResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { invalidInput, required } from "../../errors";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ResetJobBookmark.html */
export const resetJobBookmark =
  (jobs: Jobs): Operation<ResetJobBookmarkRequest, ResetJobBookmarkResponse> =>
  (input) => {
    if (input.RunId !== undefined) {
      throw invalidInput("The embedded AWS does not support ResetJobBookmark to a run; it resets to the beginning.");
    }
    return { JobBookmarkEntry: jobs.bookmarks.reset(required("jobName", input.JobName)) };
  };
