import { isObject, type Json, memberOf } from "../data/json";
import { StateFailure } from "../running/failure";
import { unlessEnded } from "../running/timers";
import type { Visit } from "../running/visit";
import type { Resource } from "./resource";
import { callApi } from "./service-call";
import type { WorkNews } from "./work-news";

type ServiceResource = Resource & { readonly kind: "service" };

/** A kind of work that a task can wait for. */
interface Work {
  /** The work's id in the answer to the request that began it. */
  readonly idOf: (submitted: Json) => string;
  /** Asks how it stands. */
  readonly describe: (visit: Visit, id: string, parameters: Json) => Promise<Json>;
  readonly stateOf: (description: Json) => Json | undefined;
  readonly succeeded: readonly string[];
  readonly running: readonly string[];
  /** Ends it. */
  readonly cancel: (visit: Visit, id: string, parameters: Json) => Promise<unknown>;
  readonly failed: (description: Json) => Json;
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const ms = "milliseconds";

const works: Readonly<Record<string, Work>> = {
  "glue:startJobRun": {
    idOf: (submitted) => text(memberOf(submitted, "JobRunId")),
    describe: async (visit, RunId, parameters) => {
      const input = { JobName: memberOf(parameters, "JobName") ?? null, RunId };
      return memberOf(await callApi(visit, "glue", "GetJobRun", input, ms), "JobRun") ?? {};
    },
    stateOf: (run) => memberOf(run, "JobRunState"),
    succeeded: ["SUCCEEDED"],
    running: ["STARTING", "RUNNING", "STOPPING", "WAITING"],
    cancel: (visit, id, parameters) =>
      callApi(
        visit,
        "glue",
        "BatchStopJobRun",
        { JobName: memberOf(parameters, "JobName") ?? null, JobRunIds: [id] },
        ms,
      ),
    failed: (run) => run,
  },
  "athena:startQueryExecution": {
    idOf: (submitted) => text(memberOf(submitted, "QueryExecutionId")),
    describe: (visit, QueryExecutionId) => callApi(visit, "athena", "GetQueryExecution", { QueryExecutionId }, ms),
    stateOf: (answer) => memberOf(memberOf(memberOf(answer, "QueryExecution"), "Status"), "State"),
    succeeded: ["SUCCEEDED"],
    running: ["QUEUED", "RUNNING"],
    cancel: (visit, QueryExecutionId) => callApi(visit, "athena", "StopQueryExecution", { QueryExecutionId }, ms),
    failed: (answer) => memberOf(answer, "QueryExecution") ?? answer,
  },
  "states:startExecution": {
    idOf: (submitted) => text(memberOf(submitted, "ExecutionArn")),
    describe: (visit, ExecutionArn) => callApi(visit, "states", "DescribeExecution", { ExecutionArn }, ms),
    stateOf: (answer) => memberOf(answer, "Status"),
    succeeded: ["SUCCEEDED"],
    running: ["RUNNING", "PENDING_REDRIVE"],
    cancel: (visit, ExecutionArn) => callApi(visit, "states", "StopExecution", { ExecutionArn }, ms),
    failed: (answer) => answer,
  },
};

const workOf = ({ service, action }: ServiceResource): Work => works[`${service}:${action}`] as Work;

/**
 * Waits for the end of the work that a task began.
 *
 * @returns The task's result.
 * @throws StateFailure States.TaskFailed, with the work's description as its cause; Ended
 */
export async function endOfWork(
  visit: Visit,
  resource: ServiceResource,
  parameters: Json,
  submitted: Json,
  signal: AbortSignal,
  news: WorkNews,
): Promise<Json> {
  const work = workOf(resource);
  const id = work.idOf(submitted);
  for (;;) {
    const told = news.next(id);
    const description = await work.describe(visit, id, parameters);
    const state = text(work.stateOf(description));
    if (!work.running.includes(state)) {
      told.forget();
      if (work.succeeded.includes(state)) {
        return resultOf(resource, description);
      }
      throw new StateFailure("States.TaskFailed", JSON.stringify(work.failed(description)));
    }
    await unlessEnded(told.happened, signal).finally(told.forget);
  }
}

/** Ends the work of a task that is not waited for any longer. AWS tries it, and does not say where it fails. */
export async function cancelWork(
  visit: Visit,
  resource: ServiceResource,
  parameters: Json,
  submitted: Json,
): Promise<void> {
  const work = workOf(resource);
  await work.cancel(visit, work.idOf(submitted), parameters).catch(() => {});
}

/** Of nested executions the second version of the pattern gives input and output as JSON. */
function resultOf({ version }: ServiceResource, description: Json): Json {
  if (version === 1 || !isObject(description)) {
    return description;
  }
  const parsed = ["Input", "Output"].flatMap((name) =>
    typeof description[name] === "string" ? [[name, JSON.parse(description[name]) as Json] as const] : [],
  );
  return { ...description, ...Object.fromEntries(parsed) };
}
