import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { airflowState, isAirflowInstalled, type RunningAirflow } from "../../processes/airflow/airflow";
import { startOwned } from "../../processes/owned-process";
import { connect, labFolder } from "../environment";
import { LabError } from "../errors";

/** Airflow could not be installed or started. */
export class AirflowNotStarted extends LabError {
  override readonly name = "AirflowNotStarted";
  readonly kind = "configuration";
  readonly checkNext = [
    "Run `npm run airflow` in a terminal: it says what is missing.",
    "Airflow's provider for AWS needs Python 3.11 or later.",
  ];
}

let own: Promise<RunningAirflow> | undefined;

/**
 * An Airflow whose AWS is the notebook's: the one of `npm run airflow` where it runs, else one of the notebook's own, which
 * ends with its kernel. Where Airflow is not installed it is, which fetches 85 MB and takes 0.4 GB.
 *
 * @returns Where it answers, and as whom to log in.
 * @throws AirflowNotStarted
 */
export async function startAirflow(): Promise<RunningAirflow> {
  connect();
  const running = airflowState(join(process.env.LAB_DATA ?? join(labFolder, ".local-aws"), "airflow"));
  if (running !== undefined && running.endpoint === process.env.AWS_ENDPOINT_URL) {
    return running;
  }
  own ??= startOwn().catch((error: unknown) => {
    own = undefined;
    throw error;
  });
  return own;
}

async function startOwn(): Promise<RunningAirflow> {
  const data = mkdtempSync(join(tmpdir(), "quality-lab-airflow-"));
  process.once("exit", () => rmSync(data, { recursive: true, force: true }));
  const ended = runCommand(["--port", "0", "--data", data]);
  for (;;) {
    const state = airflowState(join(data, "airflow"));
    if (state !== undefined) {
      return state;
    }
    const words = await Promise.race([ended, sleep(300)]);
    if (words !== undefined) {
      throw new AirflowNotStarted(`Airflow did not start. ${words}`);
    }
  }
}

/**
 * Installs Airflow where it is not there yet.
 *
 * @throws AirflowNotStarted
 */
export async function installAirflow(): Promise<void> {
  if (!isAirflowInstalled()) {
    const words = await runCommand(["--install"]);
    if (!isAirflowInstalled()) {
      throw new AirflowNotStarted(`Airflow was not installed. ${words}`);
    }
  }
}

/** `npm run airflow`, with what it says shown. @returns Its last words, when it has ended. */
function runCommand(args: readonly string[]): Promise<string> {
  const child = startOwned(process.execPath, [join(labFolder, "scripts", "run.mjs"), "scripts/airflow", ...args], {
    cwd: labFolder,
    output: ["pipe", "pipe"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => {
      words = (words + data).slice(-1_500);
      console.log(String(data).trimEnd());
    });
  }
  return new Promise((done) => {
    child.once("error", (error) => done(error.message));
    child.once("exit", () => done(words));
  });
}
