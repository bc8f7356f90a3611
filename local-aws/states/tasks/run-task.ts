import { createHash } from "node:crypto";
import { isObject, type Json } from "../data/json";
import { amountIn } from "../running/amounts";
import { innerController } from "../running/branches";
import type { TaskOutcome } from "../running/checkpoint";
import { evaluate } from "../running/evaluate";
import { Ended, StateFailure } from "../running/failure";
import { effectiveInput, isTooLong } from "../running/state-io";
import { unlessEnded } from "../running/timers";
import { failureIn, type Visit } from "../running/visit";
import { invokeFunction, invokeLambda } from "./lambda";
import { type Resource, readResource } from "./resource";
import { callService } from "./service-call";
import { type TaskEvents, taskEvents } from "./task-events";
import { cancelWork, endOfWork } from "./work-ends";

/**
 * Runs a Task state. Where it had begun before a restart, it goes on with what it has: the id of the work or the token;
 * a request whose answer was not kept is made again.
 *
 * @throws StateFailure, Ended
 */
export async function runTask(visit: Visit): Promise<Json> {
  const { scope, execution } = visit;
  const { result } = scope.checkpoint.task ?? {};
  if (result !== undefined) {
    return result.value;
  }
  const resource = await resourceOf(visit);
  const events = taskEvents(visit, resource);
  if (scope.checkpoint.task === undefined) {
    await schedule(visit, resource, events);
  }
  const { controller, release } = innerController(visit);
  const { timeoutAt } = scope.checkpoint.task ?? {};
  const limit = timeoutAt === undefined ? undefined : timeOut(controller, timeoutAt);
  try {
    const value = await work(visit, resource, events, controller);
    if (isTooLong(value)) {
      const name = resource.kind === "service" ? resource.service : resource.arn;
      throw new StateFailure(
        "States.DataLimitExceeded",
        `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      );
    }
    events.succeeded(value);
    save(visit, { result: { value } });
    return value;
  } catch (error) {
    await giveUp(visit, resource, events, error);
    throw error;
  } finally {
    clearTimeout(limit);
    release();
    const { token } = scope.checkpoint.task ?? {};
    if (token !== undefined) {
      execution.environment.tokens.close(token);
    }
  }
}

async function resourceOf(visit: Visit): Promise<Resource> {
  const { state, language } = visit;
  const text = language === "JSONata" ? await evaluate(visit, state.Resource ?? "", "Resource") : state.Resource;
  const resource = readResource(String(text));
  if (resource === undefined) {
    throw failureIn(visit, "States.Runtime", `The resource provided ${text} is not recognized.`);
  }
  return resource;
}

function save({ scope, execution }: Visit, change: Partial<NonNullable<typeof scope.checkpoint.task>>): void {
  execution.save(scope, { task: { parameters: null, ...scope.checkpoint.task, ...change } });
}

async function schedule(visit: Visit, resource: Resource, events: TaskEvents): Promise<void> {
  const { scope, execution } = visit;
  const { input } = scope.checkpoint;
  const waits = resource.kind === "activity" || (resource.kind === "service" && resource.pattern === "token");
  const token = waits ? execution.environment.tokens.create() : undefined;
  if (token !== undefined) {
    // its parameters may have it
    scope.checkpoint = { ...scope.checkpoint, task: { parameters: null, token } };
  }
  let parameters: Json;
  let timeoutInSeconds: number | undefined;
  let heartbeatInSeconds: number | undefined;
  try {
    parameters = withName(visit, resource, await effectiveInput(visit));
    timeoutInSeconds = await amountIn(visit, "TimeoutSeconds", "integer", input);
    heartbeatInSeconds = await amountIn(visit, "HeartbeatSeconds", "integer", input);
  } catch (error) {
    const { task: _, ...rest } = scope.checkpoint;
    scope.checkpoint = rest;
    throw error;
  }
  events.scheduled(parameters, {
    ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
    ...(heartbeatInSeconds !== undefined && { heartbeatInSeconds }),
  });
  if (resource.kind !== "activity") {
    events.started();
  }
  save(visit, {
    parameters,
    ...(timeoutInSeconds !== undefined && { timeoutAt: Date.now() + timeoutInSeconds * 1000 }),
    ...(heartbeatInSeconds !== undefined && { heartbeatSeconds: heartbeatInSeconds }),
  });
}

/** An execution that a task begins has a name before it is begun: where that is asked for twice, there is one. */
function withName({ scope, execution }: Visit, resource: Resource, parameters: Json): Json {
  const begins = resource.kind === "service" && resource.action === "startExecution";
  if (!begins || !isObject(parameters) || parameters.Name !== undefined) {
    return parameters;
  }
  const hash = createHash("sha256")
    .update(`${execution.record.id} ${scope.key} ${scope.checkpoint.lastId}`)
    .digest("hex");
  const Name = hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return { ...parameters, Name };
}

function timeOut(controller: AbortController, time: number): NodeJS.Timeout {
  const left = Math.min(Math.max(0, time - Date.now()), 2 ** 31 - 1);
  return setTimeout(() => controller.abort(new StateFailure("States.Timeout")), left).unref();
}

async function work(visit: Visit, resource: Resource, events: TaskEvents, controller: AbortController): Promise<Json> {
  const { task } = visit.scope.checkpoint;
  const { parameters = null } = task ?? {};
  if (resource.kind === "lambda") {
    return unlessEnded(invokeFunction(visit, resource.arn, parameters), controller.signal);
  }
  if (resource.kind === "activity") {
    return workOfActivity(visit, resource.arn, parameters, events, controller);
  }
  const told = resource.pattern === "token" ? outcomeOf(visit, controller) : undefined;
  told?.catch(() => {});
  let submitted = task?.submitted;
  if (submitted === undefined) {
    const isInvocation = resource.service === "lambda" && !resource.isSdk;
    const call = isInvocation ? invokeLambda(visit, parameters) : callService(visit, resource, parameters);
    submitted = checkEntries(resource, await unlessEnded(call, controller.signal));
    if (resource.pattern === "request") {
      return submitted;
    }
    events.submitted(submitted);
    save(visit, { submitted });
  }
  return told === undefined
    ? endOfWork(visit, resource, parameters, submitted, controller.signal, visit.execution.environment.workNews)
    : told;
}

/** PutEvents answers also where it took no event: the task fails then. */
function checkEntries(resource: Resource, answer: Json): Json {
  const isPut = resource.kind === "service" && !resource.isSdk && resource.service === "events";
  if (isPut && isObject(answer) && Number(answer.FailedEntryCount) > 0) {
    throw new StateFailure("EventBridge.FailedEntry", JSON.stringify(answer));
  }
  return answer;
}

async function workOfActivity(
  visit: Visit,
  arn: string,
  parameters: Json,
  events: TaskEvents,
  controller: AbortController,
): Promise<Json> {
  const { task } = visit.scope.checkpoint;
  const { activityTasks } = visit.execution.environment;
  const token = task?.token ?? "";
  const take = (workerName: string | undefined) => {
    events.started(workerName);
    save(visit, { isTaken: true });
  };
  const told = outcomeOf(visit, controller);
  if (!task?.isTaken && task?.outcome === undefined) {
    activityTasks.offer(arn, { token, input: JSON.stringify(parameters), take });
  }
  try {
    return await told;
  } finally {
    activityTasks.withdraw(arn, token);
  }
}

/** Waits until somebody tells with the task's token how it ended. What is told is kept before that is answered. */
async function outcomeOf(visit: Visit, controller: AbortController): Promise<Json> {
  const { scope, execution } = visit;
  const { token = "", heartbeatSeconds, outcome } = scope.checkpoint.task ?? {};
  let beat: NodeJS.Timeout | undefined;
  const heartbeat = () => {
    clearTimeout(beat);
    if (heartbeatSeconds !== undefined) {
      beat = setTimeout(() => controller.abort(new StateFailure("States.Timeout")), heartbeatSeconds * 1000).unref();
    }
  };
  const told = new Promise<TaskOutcome>((resolve) => {
    if (outcome !== undefined) {
      resolve(outcome);
      return;
    }
    heartbeat();
    const end = (ended: TaskOutcome) => {
      save(visit, { outcome: ended });
      resolve(ended);
    };
    execution.environment.tokens.open(token, { end, heartbeat });
  });
  try {
    const ended = await unlessEnded(told, controller.signal);
    if ("output" in ended) {
      return ended.output;
    }
    throw new StateFailure(ended.error, ended.cause);
  } finally {
    clearTimeout(beat);
  }
}

/** Tells why a task ended, and ends what it began. */
async function giveUp(visit: Visit, resource: Resource, events: TaskEvents, error: unknown): Promise<void> {
  const { task } = visit.scope.checkpoint;
  const { submitted, parameters = null } = task ?? {};
  const isOver = error instanceof StateFailure && error.error === "States.Timeout" && task?.outcome === undefined;
  const isEnded = error instanceof Ended && error.why !== "process ends";
  if ((isOver || isEnded) && submitted !== undefined && resource.kind === "service" && resource.pattern === "sync") {
    await cancelWork(visit, resource, parameters, submitted);
  }
  if (error instanceof StateFailure) {
    if (isOver) {
      events.timedOut(error);
    } else if (error.error !== "States.Runtime") {
      events.failed(error, submitted === undefined);
    }
    visit.execution.save(visit.scope);
  }
}
