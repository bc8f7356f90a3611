import type { Json, JsonObject } from "../data/json";
import type { PathScope } from "../data/json-path";
import type { QueryLanguage, State } from "../definition/asl";
import { type Execution, type Scope, visibleVariables } from "./execution";
import { StateFailure } from "./failure";

/** A state that is being run. */
export interface Visit {
  readonly scope: Scope;
  readonly execution: Execution;
  readonly name: string;
  readonly state: State;
  readonly language: QueryLanguage;
}

export function visitOf(scope: Scope): Visit {
  const { state: name } = scope.checkpoint;
  const state = scope.states.States[name] as State;
  return { scope, execution: scope.execution, name, state, language: state.QueryLanguage ?? scope.language };
}

/** A failure of a state, with AWS's words around what is wrong. */
export function failureIn(visit: Visit, error: string, text: string, location?: string): StateFailure {
  const { enteredId } = visit.scope.checkpoint;
  return new StateFailure(
    error,
    `An error occurred while executing the state '${visit.name}' (entered at the event id #${enteredId}). ${text}`,
    location,
  );
}

/**
 * The context object: `$$` in a path, `$states.context` in JSONata.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export function contextOf({ scope, execution, name }: Visit): JsonObject {
  const { record, start } = execution;
  const { checkpoint } = scope;
  const retryCount = Object.values(checkpoint.retries ?? {}).reduce((sum, each) => sum + each, 0);
  const map = mapItemOf(scope);
  return {
    Execution: {
      Id: record.arn,
      Input: start.input,
      StartTime: new Date(record.startDate).toISOString(),
      Name: record.name,
      RoleArn: start.roleArn,
      RedriveCount: record.redriveCount,
      ...(record.redriveDate !== undefined && { RedriveTime: new Date(record.redriveDate).toISOString() }),
    },
    StateMachine: { Id: record.machineArn, Name: machineName(record.machineArn) },
    State: { Name: name, EnteredTime: checkpoint.enteredTime ?? "", RetryCount: retryCount },
    ...(checkpoint.task?.token !== undefined && { Task: { Token: checkpoint.task.token } }),
    ...(map !== undefined && { Map: { Item: { Index: map.index, Value: map.value } } }),
  };
}

/** Of the nearest Map state around. */
function mapItemOf(scope: Scope): Scope["item"] {
  return scope.item ?? (scope.parent && mapItemOf(scope.parent));
}

const machineName = (arn: string): string => (arn.split(":")[6] ?? "").split("/")[0] ?? "";

/** Where paths of a state are looked up. @param root What `$` is. */
export function pathScope(visit: Visit, root: Json, more: JsonObject = {}): PathScope {
  return { root, context: { ...contextOf(visit), ...more }, variables: visibleVariables(visit.scope) };
}
