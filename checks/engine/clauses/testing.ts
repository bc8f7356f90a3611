import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../../datasets/shared/seeded-random";
import type { Finding } from "../verdict";
import { messagePattern, type StepClauses } from "./clause";

/** Seeds for fresh data, each time the same ones. */
export function seeds(count: number): number[] {
  const random = seededRandom(20250812);
  return Array.from({ length: count }, () => 1 + Math.floor(random() * (2 ** 31 - 2)));
}

/** On every seed, the right solutions are right, and each wrong one gets its message, which is no other clause's. */
export function testClauses<Solution extends object>(
  step: StepClauses<Solution>,
  { tasks }: { readonly tasks: readonly { readonly id: string }[] },
): void {
  for (const { name, solution } of [{ name: "as in solutions/", solution: {} }, ...step.others]) {
    test(`step ${step.step} is right: ${name}`, async () => {
      for (const id of step.tasks) {
        for (const seed of seeds(step.seeds)) {
          assertRight(await step.judge({ ...step.right, ...solution }, id, seed), `${id}, seed ${seed}`);
        }
      }
    });
  }
  for (const clause of step.clauses.filter(({ task }) => step.tasks.includes(task))) {
    test(`${clause.task}, ${clause.clause}: ${clause.mistake}`, async () => {
      for (const seed of seeds(step.seeds)) {
        const finding = await step.judge({ ...step.right, ...clause.wrong }, clause.task, seed);
        assertMessage(finding, clause, `seed ${seed}`);
      }
    });
  }
  test(`step ${step.step}: every task has clauses, and each clause a message of its own`, () => {
    for (const { id } of tasks) {
      const ofTask = step.clauses.filter(({ task }) => task === id);
      assert.ok(ofTask.length > 0, id);
      assert.equal(new Set(ofTask.map(({ mistake }) => mistake)).size, ofTask.length, id);
    }
  });
}

export function assertRight(finding: Finding, about: string): void {
  assert.equal(finding.state, "right", `${about}: ${finding.message} ${JSON.stringify(finding)}`);
}

/** A wrong solution gets its clause's message, word by word. */
export function assertMessage(finding: Finding, clause: { readonly message: string }, about: string): void {
  assert.equal(finding.state, "wrong", `${about}: ${finding.message}`);
  assert.match(finding.message, messagePattern(clause), `${about}: ${JSON.stringify(finding)}, not: ${clause.message}`);
}
