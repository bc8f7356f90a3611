import { setMaxListeners } from "node:events";
import type { HistoryEventType } from "@aws-sdk/client-sfn";
import type { Json } from "../data/json";
import type { States } from "../definition/asl";
import type { Scope } from "./execution";
import { Ended } from "./failure";
import type { Visit } from "./visit";

/** Runs the states of a scope to their end. */
export type RunScope = (scope: Scope) => Promise<Json>;

export interface Inner {
  readonly states: States;
  readonly language: "JSONPath" | "JSONata";
  readonly input: Json;
  readonly item?: Scope["item"];
}

/** A branch or an iteration of a state, from where it stands, or from its start. */
export function innerScope(visit: Visit, place: number, inner: Inner, signal: AbortSignal, lastId: number): Scope {
  const { scope, execution } = visit;
  const key = `${scope.key}/${place}`;
  const { states, language, input, item } = inner;
  return {
    ...{ execution, key, states, language, parent: scope, signal },
    ...(item !== undefined && { item }),
    checkpoint: execution.kept(key) ?? { state: states.StartAt, input, variables: {}, lastId, beforeId: lastId },
  };
}

/** A signal for the parts of a state, which ends with that of the whole. */
export function innerController({ scope }: Visit): {
  readonly controller: AbortController;
  readonly release: () => void;
} {
  const controller = new AbortController();
  // as many listen as there are parts
  setMaxListeners(0, controller.signal);
  const end = () => controller.abort(scope.signal.reason);
  scope.signal.addEventListener("abort", end, { once: true });
  if (scope.signal.aborted) {
    end();
  }
  return { controller, release: () => scope.signal.removeEventListener("abort", end) };
}

/** Types of states whose end by another branch is told. */
const abortable = ["Task", "Wait", "Parallel", "Map"];

/**
 * Runs parts to their end. Where one fails, the others are ended, and it is told where they stood.
 *
 * @param start Runs one part.
 * @throws StateFailure of the first that fails; Ended
 */
export async function runAll(
  visit: Visit,
  controller: AbortController,
  parts: readonly (() => Promise<void>)[],
): Promise<void> {
  const failures: unknown[] = [];
  await Promise.all(
    parts.map((run) =>
      run().catch((error: unknown) => {
        failures.push(error);
        controller.abort(new Ended("branch"));
      }),
    ),
  );
  if (failures.length > 0) {
    throw visit.scope.signal.aborted ? visit.scope.signal.reason : failures[0];
  }
}

/** Tells that a part was ended by the failure of another. */
export function tellAborted({ execution }: Visit, scope: Scope, more?: () => void): void {
  const type = scope.states.States[scope.checkpoint.state]?.Type ?? "Pass";
  if (scope.checkpoint.enteredId !== undefined && abortable.includes(type)) {
    execution.tell(`${type}StateAborted` as HistoryEventType, {}, scope.checkpoint.lastId);
  }
  more?.();
}
