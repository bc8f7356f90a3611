import { test } from "node:test";
import type { StepClauses } from "../../engine/clauses/clause";
import { assertMessage, seeds } from "../../engine/clauses/testing";
import type { StepJob } from "../../engine/step-job";
import type { Truth } from "../truth";
import { findingOnFresh, type Judge, type Output, onFresh } from "./made-up";

/** What is planted lies in fresh data of any seed too: there a mistake gets the same message as on the plant's data. */
export function testOnFresh<Solution extends object>(
  step: StepClauses<Solution>,
  job: StepJob,
  checks: Readonly<Record<string, readonly [check: Judge, name: keyof Solution]>>,
): void {
  test(`step ${step.step}: what is planted lies in fresh data too`, async () => {
    for (const clause of step.clauses) {
      const [check, name] = checks[clause.task] ?? [];
      const output = name && (clause.wrong[name] as ((truth: Truth) => Output) | undefined);
      if (check === undefined || output === undefined) {
        continue;
      }
      for (const seed of seeds(3)) {
        const finding = await findingOnFresh(job, seed, output, check);
        const message = clause.message.replace(onFresh(""), "");
        assertMessage(finding, { message }, `${clause.task}, ${clause.clause}, seed ${seed}`);
      }
    }
  });
}
