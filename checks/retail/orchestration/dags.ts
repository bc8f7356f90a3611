import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../processes/project";

/** Where the exercise puts the DAG, as AWS's own Airflow wants it. */
export const dagKey = "dags/10_airflow.py";

/** The solution's file. */
export function rightDag(): string {
  return readFileSync(join(root, "solutions", "retail", "10_airflow.py"), "utf8");
}

/** A change of the solution's text, which must be there. */
export type DagChange = readonly [from: string, to: string];

/** The solution with changes. @throws Error Where what is to be changed is not in it. */
export function changedDag(changes: readonly DagChange[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) {
      throw new Error(`The solution's DAG has no ${from}`);
    }
    return text.replace(from, to);
  }, rightDag());
}
