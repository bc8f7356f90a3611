import assert from "node:assert/strict";
import { clientVariables } from "../../../local-aws/protocol/signatures/client-variables";
import { borrowAws } from "../../../local-aws/testing/borrowed-aws";
import type { ContextOptions } from "../context";
import { Lab } from "../lab/lab";
import { Decided, type Finding, type WrongFinding } from "../verdict";
import type { Workshop } from "../workshop";

export interface TestLab {
  readonly lab: Lab;
  close(): Promise<void>;
}

/** An empty embedded AWS, which the environment names from now on. */
export async function startTestLab({ names }: Workshop): Promise<TestLab> {
  const { url, giveBack } = await borrowAws();
  Object.assign(process.env, clientVariables({ endpoint: url }));
  return { lab: await Lab.open(names), close: giveBack };
}

/** What the check says of one task, whatever stands in the student's files. */
export async function findingOf(
  workshop: Workshop,
  lab: Lab,
  id: string,
  options: ContextOptions = { seed: 42 },
): Promise<Finding> {
  const task = workshop.steps.flatMap(({ tasks }) => tasks).find((one) => one.id === id);
  const context = workshop.context(lab, options);
  try {
    return (await task?.check(context)) as Finding;
  } catch (error) {
    if (error instanceof Decided) {
      return error.finding;
    }
    throw error;
  } finally {
    await context.close();
  }
}

/** A mistake that students make: what it leaves behind, and the message that it should get. */
export interface Mistake {
  readonly task: string;
  readonly name: string;
  readonly message: RegExp;
  readonly make: () => Promise<unknown>;
}

/** The tasks whose verdict was asked for a second time. */
const askedTwice = new Set<string>();

/** Makes a mistake and expects its message; of each task once, expects the same verdict when it is asked again. */
export async function expectMessage(
  workshop: Workshop,
  lab: Lab,
  { task, make, message }: Mistake,
): Promise<WrongFinding> {
  await make();
  const finding = await findingOf(workshop, lab, task);
  assert.equal(finding.state, "wrong", finding.message);
  assert.match(finding.message, message);
  if (!askedTwice.has(task)) {
    askedTwice.add(task);
    assert.deepEqual(await findingOf(workshop, lab, task), finding, "the same verdict twice");
  }
  return finding as WrongFinding;
}

/** Every mistake gets a message of its own. */
export function assertDistinct(mistakes: readonly Mistake[], findings: ReadonlyMap<Mistake, WrongFinding>): void {
  for (const mistake of mistakes) {
    const others = mistakes.filter((one) => one !== mistake && one.task === mistake.task);
    const message = findings.get(mistake)?.message ?? "";
    for (const other of others) {
      assert.doesNotMatch(message, other.message, `${mistake.name} gets the message of ${other.name}`);
    }
  }
  for (const step of new Set(mistakes.map(({ task }) => task[0]))) {
    assert.ok(mistakes.filter(({ task }) => task[0] === step).length >= 5, `five mistakes for step ${step}`);
  }
}
