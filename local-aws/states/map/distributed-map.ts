import { createHash, randomUUID } from "node:crypto";
import type { Json } from "../data/json";
import type { ItemProcessor } from "../definition/asl";
import { amountIn } from "../running/amounts";
import { innerController, runAll } from "../running/branches";
import { Ended, StateFailure } from "../running/failure";
import type { Visit } from "../running/visit";
import type { MapRun, MapRunCounts } from "../stores/map-runs";
import { type Batch, batchesOf } from "./item-batcher";
import { readItems } from "./item-reader";
import { type ChildResult, transformed, writeResults } from "./result-writer";

interface Distributed {
  readonly processor: ItemProcessor;
  readonly input: Json;
  /** Where the state has no ItemReader. */
  readonly items: () => Promise<readonly Json[]>;
  readonly select: (index: number, value: Json) => Promise<Json>;
}

/** However many a state asks for: all of them share this machine. */
const mostAtOnce = 40;
/** How often the counts of a run are kept, in milliseconds. */
const tellEvery = 200;
const none: MapRunCounts = { total: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, resultsWritten: 0 };

/**
 * Runs a Map state whose iterations are executions of their own: a map run. After a restart it goes on with those that
 * have not ended; the items are read again.
 *
 * @throws StateFailure, Ended
 */
export async function runDistributedMap(visit: Visit, map: Distributed): Promise<Json> {
  const { scope, execution, state } = visit;
  if (scope.checkpoint.mapRunArn === undefined) {
    const own = state.ItemReader === undefined ? await map.items() : [];
    if (scope.checkpoint.startedId === undefined) {
      execution.tellOf(scope, "MapStateStarted", { mapStateStartedEventDetails: { length: own.length } });
      execution.save(scope, { startedId: scope.checkpoint.lastId });
    }
    await begin(visit, map.input);
  }
  const mapRunArn = scope.checkpoint.mapRunArn as string;
  try {
    const items =
      state.ItemReader === undefined ? await map.items() : await readItems(visit, state.ItemReader, map.input);
    const batches = await inputsOf(visit, map, items);
    const results = await runChildren(visit, map, mapRunArn, batches);
    const output =
      state.ResultWriter?.Resource === undefined
        ? compact(visit, results)
        : await writeResults(visit, state.ResultWriter, mapRunArn, results, map.input);
    end(visit, mapRunArn, "SUCCEEDED", results.length);
    if (!scope.checkpoint.isTold) {
      execution.tellOf(scope, "MapRunSucceeded", {});
      execution.tell("MapStateSucceeded", {}, scope.checkpoint.lastId);
      execution.save(scope, { isTold: true });
    }
    return output;
  } catch (error) {
    if (error instanceof StateFailure) {
      end(visit, mapRunArn, "FAILED");
      const { error: name, cause } = error;
      execution.tellOf(scope, "MapRunFailed", { mapRunFailedEventDetails: { error: name, cause } });
      execution.tellOf(scope, "MapStateFailed", {});
      execution.save(scope);
    } else if (error instanceof Ended && error.why !== "process ends") {
      end(visit, mapRunArn, "ABORTED");
    }
    throw error;
  }
}

/** Without a ResultWriter that names a place, the outputs are the result; its WriterConfig may shape them. */
function compact({ state }: Visit, results: readonly ChildResult[]): Json {
  const { Transformation = "COMPACT" } = (state.ResultWriter?.WriterConfig ?? {}) as Readonly<Record<string, string>>;
  return transformed(
    results.filter(({ record }) => record.status === "SUCCEEDED"),
    Transformation,
  );
}

async function begin(visit: Visit, input: Json): Promise<void> {
  const { scope, execution, state, name } = visit;
  const maxConcurrency = (await amountIn(visit, "MaxConcurrency", "integer", input)) ?? 0;
  const toleratedFailureCount = (await amountIn(visit, "ToleratedFailureCount", "integer", input)) ?? 0;
  const toleratedFailurePercentage = (await amountIn(visit, "ToleratedFailurePercentage", "float", input)) ?? 0;
  const { arn: executionArn, machineArn } = execution.record;
  const id = randomUUID();
  const label = state.Label ?? createHash("sha256").update(`${machineArn} ${name}`).digest("hex").slice(0, 32);
  const arn = `${machineArn.replace(":stateMachine:", ":mapRun:")}/${label}:${id}`;
  execution.environment.mapRuns.write({
    ...{ arn, id, executionArn, machineArn: `${machineArn}/${label}`, status: "RUNNING", startDate: Date.now() },
    ...{ maxConcurrency, toleratedFailureCount, toleratedFailurePercentage, executions: none, items: none },
    redriveCount: 0,
  });
  execution.tellOf(scope, "MapRunStarted", { mapRunStartedEventDetails: { mapRunArn: arn } });
  execution.save(scope, { mapRunArn: arn });
}

async function inputsOf(visit: Visit, map: Distributed, items: readonly Json[]): Promise<Batch[]> {
  const selected: Json[] = [];
  for (const [index, item] of items.entries()) {
    selected.push(await map.select(index, item));
    if (index % 500 === 499) {
      await visit.execution.turn(visit.scope);
    }
  }
  const { ItemBatcher } = visit.state;
  return ItemBatcher === undefined
    ? selected.map((input) => ({ input, count: 1 }))
    : batchesOf(visit, ItemBatcher, selected, map.input);
}

async function runChildren(
  visit: Visit,
  { processor }: Distributed,
  mapRunArn: string,
  batches: readonly Batch[],
): Promise<ChildResult[]> {
  const { execution, language } = visit;
  const { mapRuns, runChild } = execution.environment;
  const run = mapRuns.find(mapRunArn) as MapRun;
  const total = batches.reduce((sum, { count }) => sum + count, 0);
  const counts = {
    executions: { ...none, total: batches.length },
    items: { ...none, total },
  };
  const results: ChildResult[] = [];
  const { controller, release } = innerController(visit);
  let told = 0;
  const tell = () => {
    told = Date.now();
    mapRuns.write({ ...(mapRuns.find(mapRunArn) ?? run), ...counts });
  };
  tell();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < batches.length && !controller.signal.aborted) {
      const index = next++;
      const { input, count } = batches[index] as Batch;
      const child = await runChild(
        {
          ...{ parent: execution.record, mapRunArn, processor, input, itemCount: count },
          name: childName(mapRunArn, index),
          language: processor.QueryLanguage ?? language,
          roleArn: execution.start.roleArn,
          item: { index, value: input },
        },
        controller.signal,
      );
      results[index] = { ...child, input };
      countEnd(counts, child.record.status, count);
      if (Date.now() - told > tellEvery) {
        tell();
      }
      // what it tolerates may have been changed meanwhile
      if (isBeyond(mapRuns.find(mapRunArn) ?? run, counts.items)) {
        throw new StateFailure(
          "States.ExceedToleratedFailureThreshold",
          "The specified tolerated failure threshold was exceeded",
        );
      }
    }
  };
  const workers = Math.min(batches.length, run.maxConcurrency > 0 ? run.maxConcurrency : mostAtOnce, mostAtOnce);
  try {
    await runAll(
      visit,
      controller,
      Array.from({ length: workers }, () => worker),
    );
  } finally {
    release();
    tell();
  }
  return results;
}

/** The same after a restart, so that no item is begun twice. */
function childName(mapRunArn: string, index: number): string {
  const hash = createHash("sha256").update(`${mapRunArn} ${index}`).digest("hex").slice(0, 32);
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const endings: Readonly<Record<string, "succeeded" | "timedOut" | "aborted">> = {
  SUCCEEDED: "succeeded",
  TIMED_OUT: "timedOut",
  ABORTED: "aborted",
};

type Counts = { executions: MapRunCounts; items: MapRunCounts };

function countEnd(counts: Counts, status: string, items: number): void {
  const name = endings[status] ?? "failed";
  counts.executions = { ...counts.executions, [name]: counts.executions[name] + 1 };
  counts.items = { ...counts.items, [name]: counts.items[name] + items };
}

function isBeyond(run: MapRun, { failed, timedOut, total }: MapRunCounts): boolean {
  const lost = failed + timedOut;
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = run;
  if (count === 0 && percentage === 0) {
    return lost > 0;
  }
  return (count > 0 && lost > count) || (percentage > 0 && (lost / total) * 100 > percentage);
}

function end({ execution }: Visit, arn: string, status: MapRun["status"], written = 0): void {
  const { mapRuns } = execution.environment;
  const run = mapRuns.find(arn);
  if (run !== undefined) {
    mapRuns.write({
      ...run,
      status,
      stopDate: Date.now(),
      executions: { ...run.executions, resultsWritten: written },
      items: { ...run.items, resultsWritten: written === 0 ? 0 : run.items.succeeded },
    });
  }
}
