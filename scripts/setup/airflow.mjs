import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findPython, SetupError, versionOf } from "./machine.mjs";
import { python, root, setupDir, venv } from "./paths.mjs";
import { areWheelsFetched, installLock, isVenvOfNamedPython } from "./python.mjs";
import { run } from "./run.mjs";

const lock = "requirements-airflow.txt";
const home = join(setupDir, "airflow");
const configuration = join(venv, "pyvenv.cfg");
const oldest = 11;

/**
 * Apache Airflow in an environment of its own, `.setup/airflow`, for `npm run airflow` and what asks for it. It lies beside
 * the lab's own environment, as both want other versions of the same packages. 83 MB are fetched, 0.4 GB are laid out.
 *
 * @type {import("./set-up.mjs").Step}
 */
export const airflowStep = {
  name: "airflow",
  title: "Apache Airflow (0.4 GB on disk)",
  bytes: 200e6,
  toFetch: () => (areWheelsFetched([{ file: lock }]) ? 0 : 85e6),
  run: installAirflow,
  inputs: () => [root, readFileSync(join(root, lock)), existsSync(configuration) ? readFileSync(configuration) : ""],
  after: ["python"],
  output: join(home, "metadata.db"),
};

/** Whether Airflow's provider for AWS runs on the Python that the lab is, or would be, set up with. */
export function isPythonForAirflow() {
  const version = versionOf(existsSync(python) && isVenvOfNamedPython() ? python : findPython()) ?? "";
  return Number(version.split(".")[1]) >= oldest;
}

/** Makes the environment anew, and the tables of an empty metadata database, from which each data folder gets its own. */
async function installAirflow() {
  if (!isPythonForAirflow()) {
    throw new SetupError(
      `Airflow's provider for AWS needs Python 3.${oldest} or later, and the lab was set up with ${versionOf(python)}. Name a later one with LAB_PYTHON, such as LAB_PYTHON=python3.12 npm run setup -- airflow. All other notebooks go without it.`,
    );
  }
  rmSync(home, { recursive: true, force: true });
  await run("airflow-venv", findPython(), ["-m", "venv", "--without-pip", home]);
  const program = join(home, "bin", "python");
  await installLock(lock, ["--only-binary", ":all:"], program);
  const made = join(home, "made");
  const settings = [`AIRFLOW_HOME=${made}`, `AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=sqlite:///${made}/metadata.db`];
  const quiet = "AIRFLOW__CORE__LOAD_EXAMPLES=False";
  await run("airflow-metadata", "env", [...settings, quiet, join(home, "bin", "airflow"), "db", "migrate"]);
  if (!existsSync(join(made, "metadata.db"))) {
    throw new SetupError("Airflow made no metadata database. Run the same command again.");
  }
  renameSync(join(made, "metadata.db"), join(home, "metadata.db"));
  rmSync(made, { recursive: true, force: true });
}
