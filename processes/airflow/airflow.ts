import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isRunning } from "../process-state";
import { root } from "../project";

const folder = join(root, ".setup", "airflow");

/** The metadata database that the set-up made: empty, with all tables. */
export const emptyMetadata = join(folder, "metadata.db");

/** Whether the set-up has installed Airflow. */
export function isAirflowInstalled(): boolean {
  return existsSync(emptyMetadata);
}

/** A program of Airflow's own environment. */
export function airflowProgram(name: string): string {
  return join(folder, "bin", name);
}

/** Airflow's settings that every use of it here has. */
export interface AirflowSettings {
  /** Its folder: metadata, logs, passwords. */
  readonly home: string;
  /** Where DAGs lie: a name for each folder. */
  readonly dagFolders: Readonly<Record<string, string>>;
  /** Further ones, such as `AIRFLOW__API__PORT`. */
  readonly more?: Readonly<Record<string, string>>;
}

/**
 * The environment of Airflow's programs. AWS's operators go where the caller's environment says: the connection
 * `aws_default` is empty, so that boto3 looks there.
 *
 * @see https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html
 */
export function airflowEnvironment({ home, dagFolders, more }: AirflowSettings): NodeJS.ProcessEnv {
  const bundles = Object.entries(dagFolders).map(([name, path]) => ({
    name,
    classpath: "airflow.dag_processing.bundles.local.LocalDagBundle",
    kwargs: { path },
  }));
  return {
    ...process.env,
    PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
    AWS_DEFAULT_REGION: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION,
    PYTHONWARNINGS: "ignore",
    AIRFLOW_HOME: home,
    AIRFLOW_CONN_AWS_DEFAULT: JSON.stringify({ conn_type: "aws" }),
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: `sqlite:///${join(home, "metadata.db")}`,
    AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST: JSON.stringify(bundles),
    AIRFLOW__CORE__LOAD_EXAMPLES: "False",
    AIRFLOW__CORE__DAGS_FOLDER: Object.values(dagFolders)[0],
    AIRFLOW__LOGGING__BASE_LOG_FOLDER: join(home, "logs"),
    AIRFLOW__USAGE_DATA_COLLECTION__ENABLED: "False",
    ...more,
  };
}

/** An Airflow that was started by `npm run airflow`. */
export interface RunningAirflow {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  /** The embedded AWS that its tasks call; missing where they call AWS itself. */
  readonly endpoint?: string;
}

/** What the Airflow that runs over a folder wrote there when it was ready; undefined where none runs or none is ready. */
export function airflowState(home: string): RunningAirflow | undefined {
  try {
    const state = JSON.parse(readFileSync(join(home, "airflow.json"), "utf8")) as RunningAirflow;
    return isRunning(state.pid) ? state : undefined;
  } catch {
    return undefined;
  }
}
