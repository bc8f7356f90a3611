import type { HistoryEventType } from "@aws-sdk/client-sfn";
import type { Json } from "../data/json";
import { runTask } from "../tasks/run-task";
import { type Scope, whole } from "./execution";
import { Ended, StateFailure } from "./failure";
import { caught, retry, waitForRetry } from "./handlers";
import { choose } from "./kinds/choice";
import { failOf } from "./kinds/fail";
import { runMap } from "./kinds/map";
import { runParallel } from "./kinds/parallel";
import { waitIn } from "./kinds/wait";
import { effectiveInput, isTooLong, type Outcome, outcomeOf } from "./state-io";
import { type Visit, visitOf } from "./visit";

/**
 * Runs the states of a scope from where it stands to its end.
 *
 * @returns Its output.
 * @throws StateFailure, Ended
 */
export async function runStates(scope: Scope): Promise<Json> {
  const { output } = scope.checkpoint;
  if (output !== undefined) {
    return output.value;
  }
  for (;;) {
    const visit = visitOf(scope);
    // nothing waits between the exit of a state and the entry of the next: they are kept together
    enter(visit);
    await scope.execution.turn(scope);
    const outcome = await attempts(visit);
    leave(visit, outcome);
    if (outcome.next === undefined) {
      return outcome.output;
    }
  }
}

function enter({ scope, execution, state, name }: Visit): void {
  const { checkpoint } = scope;
  if (checkpoint.enteredId !== undefined) {
    return;
  }
  const stateEnteredEventDetails = { name, input: JSON.stringify(checkpoint.input), inputDetails: whole };
  execution.tellOf(scope, `${state.Type}StateEntered` as HistoryEventType, { stateEnteredEventDetails });
  execution.save(scope, {
    beforeId: checkpoint.lastId,
    enteredId: scope.checkpoint.lastId,
    enteredTime: new Date().toISOString(),
  });
}

/** Tells the state's exit, and goes to the next one. */
function leave({ scope, execution, state, name }: Visit, { output, assigned = {}, next }: Outcome): void {
  const names = Object.entries(assigned);
  const stateExitedEventDetails = {
    name,
    output: JSON.stringify(output),
    outputDetails: whole,
    ...(names.length > 0 && {
      assignedVariables: Object.fromEntries(names.map(([each, value]) => [each, JSON.stringify(value)])),
      assignedVariablesDetails: whole,
    }),
  };
  execution.tellOf(scope, `${state.Type}StateExited` as HistoryEventType, { stateExitedEventDetails });
  const { lastId, variables } = scope.checkpoint;
  const own = names.length > 0 ? { ...variables, ...assigned } : variables;
  if (state.Type === "Parallel" || state.Type === "Map") {
    execution.forgetInner(scope);
  }
  if (next === undefined) {
    execution.save(scope, { variables: own, output: { value: output } });
  } else {
    scope.checkpoint = { state: next, input: output, variables: own, lastId, beforeId: lastId };
  }
}

async function attempts(visit: Visit): Promise<Outcome> {
  await waitForRetry(visit);
  for (;;) {
    try {
      const outcome = await perform(visit);
      checkOutcome(visit, outcome);
      return outcome;
    } catch (error) {
      if (error instanceof Ended || !(error instanceof StateFailure)) {
        throw error;
      }
      tellFailedEvaluation(visit, error);
      if (await retry(visit, error)) {
        continue;
      }
      const outcome = await caught(visit, error);
      if (outcome === undefined) {
        throw error;
      }
      return outcome;
    }
  }
}

/** @throws StateFailure States.DataLimitExceeded */
function checkOutcome(visit: Visit, { output, assigned }: Outcome): void {
  if (isTooLong(output) || (assigned !== undefined && isTooLong(assigned))) {
    throw new StateFailure(
      "States.DataLimitExceeded",
      `The state/task '${visit.name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
}

function tellFailedEvaluation({ scope, execution, name }: Visit, { error, cause, location }: StateFailure): void {
  if (error === "States.QueryEvaluationError") {
    const evaluationFailedEventDetails = { error, cause, location, state: name };
    const lastId = execution.tell("EvaluationFailed", { evaluationFailedEventDetails }, scope.checkpoint.beforeId);
    execution.save(scope, { lastId });
  }
}

async function perform(visit: Visit): Promise<Outcome> {
  const { state, scope, language } = visit;
  const { Next, Type } = state;
  switch (Type) {
    case "Pass": {
      const input = language === "JSONata" ? scope.checkpoint.input : await effectiveInput(visit);
      return outcomeOf(visit, state.Result ?? input, Next);
    }
    case "Succeed":
      return outcomeOf(visit, await inputOf(visit), undefined);
    case "Fail":
      throw await failOf(visit);
    case "Wait": {
      const input = await inputOf(visit);
      await waitIn(visit, input);
      return outcomeOf(visit, input, Next);
    }
    case "Choice":
      return choose(visit, await inputOf(visit));
    case "Task":
      return outcomeOf(visit, await runTask(visit), Next);
    case "Parallel":
      return outcomeOf(visit, await runParallel(visit, await effectiveInput(visit), runStates), Next);
    case "Map":
      return outcomeOf(visit, await runMap(visit, runStates), Next);
  }
}

/** Of states that have no Arguments. */
async function inputOf(visit: Visit): Promise<Json> {
  return visit.language === "JSONata" ? visit.scope.checkpoint.input : effectiveInput(visit);
}
