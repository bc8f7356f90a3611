import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { isAirflowInstalled } from "../../../processes/airflow/airflow";
import { root } from "../../../processes/project";
import { runWork } from "../../engine/running/run-work";
import { workshop } from "../workshop";

// Whole notebooks on the real engines.

const steps = workshop.steps.filter(({ name }) => name !== "10-airflow" || isAirflowInstalled());
const without = isAirflowInstalled() ? "" : ", without Airflow, which is not installed";

test(`every solution is right, one after the other in one lab${without}`, async () => {
  const folder = join(root, "solutions", "retail");
  const { results, failure } = await runWork({ workshop: { ...workshop, steps }, folder, chained: true });
  assert.equal(failure, undefined);
  assert.deepEqual(
    results
      .filter(({ finding }) => finding.state !== "right")
      .map(({ task, finding }) => `${task}: ${finding.message}`),
    [],
  );
  assert.equal(results.length, steps.flatMap(({ tasks }) => tasks).length);
});
