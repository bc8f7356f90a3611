import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../helpers/environment";
import {
  airflowEnvironment,
  airflowProgram,
  airflowState,
  emptyMetadata,
  type RunningAirflow,
} from "../processes/airflow/airflow";
import { readArguments, readPort } from "../processes/arguments";
import { endOwned, signalOwned, startOwned } from "../processes/owned-process";
import { root } from "../processes/project";

const usage = "npm run airflow -- [--port 8080] [--data .local-aws] [--install]";
const components = ["api-server", "scheduler", "dag-processor", "triggerer"];
const startSeconds = 180;

/**
 * `npm run airflow`: Airflow on this machine, on loopback, until Ctrl-C. Its AWS is the one that notebooks use. The set-up
 * before it has installed Airflow; `--install` asks for no more than that.
 */
async function main(): Promise<void> {
  const { values } = readArguments(
    {
      options: {
        port: { type: "string", default: "8080" },
        data: { type: "string", default: process.env.LAB_DATA ?? join(root, ".local-aws") },
        install: { type: "boolean", default: false },
      },
    },
    usage,
  );
  if (values.install) {
    console.log("Airflow is installed. `npm run airflow` starts it.");
    return;
  }
  if (connect() === undefined) {
    throw new Error("No embedded AWS runs on this machine, and Airflow's tasks call AWS. Start it first: npm start");
  }
  const home = resolve(values.data, "airflow");
  mkdirSync(home, { recursive: true });
  refuseTwice(home);
  const port = await freePort(readPort(values.port, "--port"));
  await run(home, port);
}

/** One metadata database has one Airflow. */
function refuseTwice(home: string): void {
  const known = airflowState(home);
  if (known !== undefined) {
    throw new Error(`Airflow runs already, at ${known.url}.`);
  }
}

/** The port, where nobody listens there; 0 chooses one. */
function freePort(wanted: number): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once("error", () => fail(new Error(`The port ${wanted} is taken. Name another one: ${usage}`)));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : wanted));
    });
  });
}

async function run(home: string, port: number): Promise<void> {
  const metadata = join(home, "metadata.db");
  if (!existsSync(metadata)) {
    copyFileSync(emptyMetadata, `${metadata}.new`);
    renameSync(`${metadata}.new`, metadata);
  }
  const url = `http://127.0.0.1:${port}`;
  const secrets = secretsOf(home);
  const env = environment(home, port, secrets);
  const children = components.map((name) => startComponent(name, home, env));
  let isEnding = false;
  const end = async (code: number): Promise<void> => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    rmSync(stateFile(home), { force: true });
    await endAll(children);
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      console.log("\nEnding Airflow …");
      void end(0);
    });
  }
  for (const [at, child] of children.entries()) {
    const name = components[at] ?? "";
    child.once("error", (error) => {
      console.error(`Airflow's ${name} could not be started: ${error.message}.`);
      void end(1);
    });
    child.once("exit", () => {
      if (!isEnding) {
        console.error(`Airflow's ${name} has ended. Its last words:\n${lastLines(logFile(home, name))}`);
        void end(1);
      }
    });
  }
  console.log("Airflow starts: server, scheduler, DAG processor and triggerer. Some 20 seconds.");
  if (!(await isHealthy(url))) {
    console.error(`Airflow did not start within ${startSeconds} s. What it said: ${join(home, "*.log")}`);
    await end(1);
    return;
  }
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const state: RunningAirflow = {
    url,
    user: "admin",
    password: secrets.password,
    pid: process.pid,
    ...(endpoint !== undefined && { endpoint }),
  };
  writeFileSync(stateFile(home), JSON.stringify(state), { mode: 0o600 });
  console.log(`Airflow answers at ${url}. Log in as admin with the password ${secrets.password}. Ctrl-C ends it.`);
}

interface Secrets {
  readonly password: string;
  /** With which its parts sign what they tell each other. */
  readonly jwt: string;
}

/** Made once for a data folder. */
function secretsOf(home: string): Secrets {
  const file = join(home, "secrets.json");
  if (!existsSync(file)) {
    const made: Secrets = {
      password: randomBytes(9).toString("base64url"),
      jwt: randomBytes(48).toString("base64url"),
    };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8")) as Secrets;
}

function environment(home: string, port: number, { password, jwt }: Secrets): NodeJS.ProcessEnv {
  const passwords = join(home, "passwords.json");
  writeFileSync(passwords, JSON.stringify({ admin: password }), { mode: 0o600 });
  const ownCopies = join(root, "work", "exercises", "retail");
  return airflowEnvironment({
    home,
    dagFolders: {
      lesson: join(root, "glue-scripts", "retail", "dags"),
      ...(existsSync(ownCopies) && { exercises: ownCopies }),
    },
    more: {
      AIRFLOW__API__HOST: "127.0.0.1",
      AIRFLOW__API__PORT: String(port),
      AIRFLOW__API__WORKERS: "1",
      AIRFLOW__API__SECRET_KEY: jwt,
      AIRFLOW__API_AUTH__JWT_SECRET: jwt,
      AIRFLOW__CORE__EXECUTION_API_SERVER_URL: `http://127.0.0.1:${port}/execution/`,
      AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS: "admin:admin",
      AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE: passwords,
      AIRFLOW__CORE__EXECUTOR: "LocalExecutor",
      AIRFLOW__CORE__PARALLELISM: "2",
      AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES: "1",
      AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL: "10",
      AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL: "30",
      AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC: "2",
    },
  });
}

const stateFile = (home: string): string => join(home, "airflow.json");
const logFile = (home: string, name: string): string => join(home, `${name}.log`);

function startComponent(name: string, home: string, env: NodeJS.ProcessEnv): ChildProcess {
  const log = openSync(logFile(home, name), "w");
  const child = startOwned(airflowProgram("airflow"), [name], { cwd: home, output: [log, log], env });
  closeSync(log);
  return child;
}

/** They get five seconds to end by themselves. */
async function endAll(children: readonly ChildProcess[]): Promise<void> {
  const ended = children.map((child) =>
    child.exitCode === null && child.signalCode === null
      ? new Promise((done) => child.once("exit", done))
      : Promise.resolve(),
  );
  for (const child of children) {
    signalOwned(child, "SIGTERM");
  }
  await Promise.race([Promise.all(ended), sleep(5_000)]);
  await Promise.all(children.map(endOwned));
}

/** Waits until all parts say that they are well. */
async function isHealthy(url: string): Promise<boolean> {
  const until = Date.now() + startSeconds * 1000;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/api/v2/monitor/health`).catch(() => undefined);
    if (answer?.ok) {
      const parts = Object.values((await answer.json()) as Record<string, { readonly status?: string | null } | null>);
      if (parts.every((part) => part?.status === "healthy")) {
        return true;
      }
    }
    await sleep(500);
  }
  return false;
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
