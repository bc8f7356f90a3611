import type { Json } from "../../data/json";
import { innerController, innerScope, type RunScope, runAll, tellAborted } from "../branches";
import type { Scope } from "../execution";
import { Ended } from "../failure";
import type { Visit } from "../visit";

/** Runs the branches of a Parallel state. @returns Their outputs, in the order of the branches. */
export async function runParallel(visit: Visit, input: Json, run: RunScope): Promise<Json> {
  const { scope, execution, state, language } = visit;
  const branches = state.Branches ?? [];
  if (scope.checkpoint.startedId === undefined) {
    execution.tellOf(scope, "ParallelStateStarted", {});
    execution.save(scope, { startedId: scope.checkpoint.lastId });
  }
  const { startedId = 0 } = scope.checkpoint;
  const { controller, release } = innerController(visit);
  const scopes = branches.map((states, place) =>
    innerScope(visit, place, { states, language, input }, controller.signal, startedId),
  );
  let lastId = startedId;
  const runBranch = async (branch: Scope): Promise<void> => {
    if (branch.checkpoint.output === undefined) {
      await endedBySignal(visit, branch, () => run(branch));
    }
    lastId = Math.max(lastId, branch.checkpoint.lastId);
  };
  try {
    await runAll(
      visit,
      controller,
      scopes.map((branch) => () => runBranch(branch)),
    );
  } catch (error) {
    if (!(error instanceof Ended)) {
      const failed = Math.max(startedId, ...scopes.map((branch) => branch.checkpoint.lastId));
      const failedId = execution.tell("ParallelStateFailed", {}, failed);
      execution.save(scope, { lastId: failedId });
    }
    throw error;
  } finally {
    release();
  }
  if (!scope.checkpoint.isTold) {
    execution.tell("ParallelStateSucceeded", {}, lastId);
    // the state's exit names the same event before it
    execution.save(scope, { lastId, isTold: true });
  }
  return scopes.map((branch) => branch.checkpoint.output?.value ?? null);
}

/** Tells that a branch was ended, where another one failed. */
async function endedBySignal(visit: Visit, scope: Scope, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Ended && error.why === "branch") {
      tellAborted(visit, scope);
    }
    throw error;
  }
}
