import { paginateGetJobRuns } from "@aws-sdk/client-glue";
import { glueClient } from "../clients";
import { noteRun } from "./job-run-bill";

/**
 * Notes what the runs of some jobs cost that were started since this notebook's kernel began, by a state machine, a DAG or a
 * trigger, so that its checkpoint counts them. A run is counted once, whoever started it. Calls `glue:GetJobRuns`.
 *
 * @throws EntityNotFoundException Where there is no such job.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRuns.html
 */
export async function noteJobRuns(names: readonly string[]): Promise<void> {
  const begun = Date.now() - process.uptime() * 1_000;
  for (const JobName of names) {
    for await (const { JobRuns = [] } of paginateGetJobRuns({ client: glueClient() }, { JobName })) {
      for (const run of JobRuns.filter(({ StartedOn }) => (StartedOn?.getTime() ?? 0) >= begun)) {
        noteRun(JobName, run);
      }
    }
  }
}
