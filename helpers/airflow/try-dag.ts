import { readFileSync } from "node:fs";
import { type DagRunEnd, DagRunner } from "../../processes/airflow/dag-runner";
import { connect } from "../environment";
import { installAirflow } from "./start-airflow";

/**
 * Lets a DAG run once, in a process of its own and without a server, as `airflow dags test` does: one task after the other.
 *
 * @param file The Python file that has it.
 * @param conf What the run is given, such as `{ day: "2017-08-07" }`.
 * @returns How it ended, and each of its tasks.
 * @throws DagBroken Where the file has no such DAG. AirflowNotStarted
 */
export async function tryDag(
  file: string,
  dagId: string,
  conf: object,
  { timeoutSeconds = 300 }: { timeoutSeconds?: number } = {},
): Promise<DagRunEnd> {
  connect();
  await installAirflow();
  const runner = DagRunner.open();
  try {
    await runner.load(readFileSync(file, "utf8"), dagId);
    const end = await runner.run(conf, timeoutSeconds);
    if (end === undefined) {
      throw new Error(`The DAG ${dagId} had not ended after ${timeoutSeconds} s and was stopped.`);
    }
    return end;
  } finally {
    runner.close();
  }
}
