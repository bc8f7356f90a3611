import { after, before, test } from "node:test";
import { isAirflowInstalled } from "../../../processes/airflow/airflow";
import { DagRunner } from "../../../processes/airflow/dag-runner";
import { testClauses } from "../../engine/clauses/testing";
import { putGround } from "../../engine/lab/state";
import { startTestLab, type TestLab } from "../../engine/testing/test-lab";
import { airflow, lendRunner } from "../10-airflow";
import { putKiosk } from "../orchestration/kiosk";
import { workshop } from "../workshop";
import { step10 } from "./step-10";

if (isAirflowInstalled()) {
  let lab: TestLab;
  let runner: DagRunner;
  before(async () => {
    lab = await startTestLab(workshop);
    await putGround(lab.lab);
    await putKiosk(lab.lab);
    runner = DagRunner.open();
    lendRunner(runner);
  });
  after(async () => {
    lendRunner(undefined);
    runner.close();
    await lab.close();
  });
  testClauses(step10, airflow);
} else {
  test("the mistakes of step 10", { skip: "Airflow is not installed: npm run setup -- airflow" }, () => {});
}
