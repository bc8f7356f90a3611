import { isArray, type Json, type JsonObject } from "../../data/json";
import { lookUp, parsePath } from "../../data/json-path";
import type { ItemProcessor } from "../../definition/asl";
import { runDistributedMap } from "../../map/distributed-map";
import { amountIn } from "../amounts";
import { innerController, innerScope, type RunScope, runAll, tellAborted } from "../branches";
import { evaluate, fill, select } from "../evaluate";
import type { Scope } from "../execution";
import { Ended } from "../failure";
import { contextOf, failureIn, pathScope, type Visit } from "../visit";
import { kindOf } from "./choice";

/** How many iterations run at once where a state does not say: AWS's own bound for inline ones. */
const mostAtOnce = 40;

/** Runs a Map state over its items. @returns The outputs, in the order of the items. */
export async function runMap(visit: Visit, run: RunScope): Promise<Json> {
  const { state, scope, language } = visit;
  const processor = (state.ItemProcessor ?? state.Iterator) as ItemProcessor;
  const input =
    language === "JSONata" ? scope.checkpoint.input : select(visit, state.InputPath, scope.checkpoint.input);
  const selectItem = (index: number, value: Json) => itemInput(visit, input, index, value);
  if (processor.ProcessorConfig?.Mode === "DISTRIBUTED") {
    return runDistributedMap(visit, {
      processor,
      input,
      items: () => itemsOf(visit, input),
      select: selectItem,
    });
  }
  const items = await itemsOf(visit, input);
  if (scope.checkpoint.startedId === undefined) {
    tellStarted(visit, items.length);
  }
  const concurrency = (await amountIn(visit, "MaxConcurrency", "integer", input)) ?? 0;
  return runInline(visit, processor, items, concurrency, selectItem, run);
}

function tellStarted({ scope, execution }: Visit, length: number): void {
  execution.tellOf(scope, "MapStateStarted", { mapStateStartedEventDetails: { length } });
  execution.save(scope, { startedId: scope.checkpoint.lastId });
}

/** @throws StateFailure Where they are no array. */
async function itemsOf(visit: Visit, input: Json): Promise<readonly Json[]> {
  const { state, language, scope } = visit;
  if (language === "JSONPath") {
    const path = state.ItemsPath ?? "$";
    const items = lookUp(parsePath(path), pathScope(visit, input));
    if (!isArray(items)) {
      throw failureIn(visit, "States.Runtime", `Reference path "${path}" must point to array.`);
    }
    return items;
  }
  if (state.Items === undefined) {
    const { input: items } = scope.checkpoint;
    if (!isArray(items)) {
      const text = `Map state input must be an array but was: ${JSON.stringify(items)}`;
      throw failureIn(visit, "States.QueryEvaluationError", text);
    }
    return items;
  }
  const items = await evaluate(visit, state.Items, "Items");
  if (!isArray(items)) {
    const expression = String(state.Items).slice(2, -2).trim();
    const text = `The JSONata expression '${expression}' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was '${kindOf(items)}' for value: ${JSON.stringify(items)}`;
    throw failureIn(visit, "States.QueryEvaluationError", text, "Items");
  }
  return items;
}

/** What an iteration works on: the item, or what ItemSelector makes of it. */
async function itemInput(visit: Visit, input: Json, index: number, value: Json): Promise<Json> {
  const { state, language } = visit;
  const selector = state.ItemSelector ?? state.Parameters;
  const map: JsonObject = { Map: { Item: { Index: index, Value: value } } };
  if (selector === undefined) {
    return value;
  }
  return language === "JSONata"
    ? evaluate(visit, selector, "ItemSelector", { context: { ...contextOf(visit), ...map } })
    : fill(visit, selector, pathScope(visit, input, map));
}

async function runInline(
  visit: Visit,
  processor: ItemProcessor,
  items: readonly Json[],
  concurrency: number,
  select: (index: number, value: Json) => Promise<Json>,
  run: RunScope,
): Promise<Json> {
  const { scope, execution, name } = visit;
  const { startedId = 0 } = scope.checkpoint;
  const language = processor.QueryLanguage ?? visit.language;
  const { controller, release } = innerController(visit);
  const scopes: (Scope | undefined)[] = items.map(() => undefined);
  let next = 0;
  let lastId = startedId;

  const iterate = async (index: number, previous: number): Promise<number> => {
    const value = items[index] as Json;
    const details = { name, index };
    const kept = execution.kept(`${scope.key}/${index}`);
    const input = kept === undefined ? await select(index, value) : null;
    const inner = { states: processor, language, input, item: { index, value } };
    const iteration = innerScope(visit, index, inner, controller.signal, previous);
    scopes[index] = iteration;
    if (iteration.checkpoint.output === undefined) {
      if (kept === undefined) {
        execution.tellOf(iteration, "MapIterationStarted", { mapIterationStartedEventDetails: details });
        execution.save(iteration, { beforeId: iteration.checkpoint.lastId });
      }
      try {
        await run(iteration);
      } catch (error) {
        if (!(error instanceof Ended)) {
          execution.tell(
            "MapIterationFailed",
            { mapIterationFailedEventDetails: details },
            iteration.checkpoint.lastId,
          );
        } else if (error.why === "branch") {
          tellAborted(visit, iteration, () =>
            execution.tell(
              "MapIterationAborted",
              { mapIterationAbortedEventDetails: details },
              iteration.checkpoint.lastId,
            ),
          );
        }
        throw error;
      }
    }
    if (!iteration.checkpoint.isOutputTold) {
      const { lastId: before } = iteration.checkpoint;
      lastId = execution.tell("MapIterationSucceeded", { mapIterationSucceededEventDetails: details }, before);
      execution.save(iteration, { isOutputTold: true });
    }
    return iteration.checkpoint.lastId;
  };
  const worker = async (): Promise<void> => {
    for (let previous = startedId; next < items.length && !controller.signal.aborted; ) {
      previous = await iterate(next++, previous);
    }
  };
  const workers = Math.min(items.length, concurrency > 0 ? concurrency : mostAtOnce, mostAtOnce);
  try {
    await runAll(
      visit,
      controller,
      Array.from({ length: workers }, () => worker),
    );
  } catch (error) {
    if (!(error instanceof Ended)) {
      const before = Math.max(startedId, ...scopes.map((each) => each?.checkpoint.lastId ?? 0));
      // after what failed, which is told before it
      const failedId = execution.tell("MapStateFailed", {}, before);
      execution.save(scope, { lastId: failedId });
    }
    throw error;
  } finally {
    release();
  }
  if (!scope.checkpoint.isTold) {
    execution.tell("MapStateSucceeded", {}, lastId);
    execution.save(scope, { lastId, isTold: true });
  }
  return scopes.map((each) => each?.checkpoint.output?.value ?? null);
}
