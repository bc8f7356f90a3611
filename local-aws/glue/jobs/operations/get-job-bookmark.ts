import type { GetJobBookmarkRequest, GetJobBookmarkResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { notFound, required } from "../../errors";
import type { Jobs } from "../jobs";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobBookmark.html */
export const getJobBookmark =
  (jobs: Jobs): Operation<GetJobBookmarkRequest, GetJobBookmarkResponse> =>
  (input) => {
    const name = required("jobName", input.JobName);
    const entry = jobs.bookmarks.get(name);
    if (input.RunId !== undefined && input.RunId !== entry.RunId) {
      throw notFound(`Continuation for job ${name} and run ${input.RunId} not found.`);
    }
    return { JobBookmarkEntry: entry };
  };
