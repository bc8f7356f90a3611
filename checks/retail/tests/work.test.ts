import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../../processes/project";
import { runWork } from "../../engine/running/run-work";
import { workshop } from "../workshop";

// Whole notebooks on the real engines.

test("every solution is right, one after the other in one lab", async () => {
  const folder = join(root, "solutions", "retail");
  const { results, failure } = await runWork({ workshop, folder, chained: true });
  assert.equal(failure, undefined);
  assert.deepEqual(
    results
      .filter(({ finding }) => finding.state !== "right")
      .map(({ task, finding }) => `${task}: ${finding.message}`),
    [],
  );
  assert.equal(results.length, workshop.steps.flatMap(({ tasks }) => tasks).length);
});
