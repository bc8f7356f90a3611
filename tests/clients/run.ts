import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, venvProgram } from "../../processes/project";

/** Clients that go together in one environment. */
interface Clients {
  /** The environment's folder. */
  readonly folder: string;
  /** Its lock. */
  readonly requirements: string;
  /** What pytest runs in it. */
  readonly tests: readonly string[];
  /** The minor version of the last Python that it has wheels for, where that is not every one. */
  readonly lastPython?: number;
}

const environments: readonly Clients[] = [
  {
    folder: join(root, ".setup", "clients"),
    requirements: "requirements-clients.txt",
    tests: ["tests/clients", "--ignore=tests/clients/dbt"],
  },
  {
    folder: join(root, ".setup", "clients-dbt"),
    requirements: "requirements-dbt.txt",
    tests: ["tests/clients/dbt"],
    lastPython: 12,
  },
];

/**
 * Runs the tests with real clients (boto3, AWS CLI, s3fs, awswrangler, dbt-athena) in environments of their own, 0.8 GB.
 * They are installed in CI and with `--install`, and brought up to date wherever they are.
 *
 * @returns The exit code.
 */
function main(): number {
  if (
    !process.env.CI &&
    !process.argv.includes("--install") &&
    !environments.every(({ folder }) => existsSync(folder))
  ) {
    console.log("NOT RUN: the real clients are not installed. `node dist/tests/clients/run.js --install` does it.");
    return 0;
  }
  const made = readFileSync(join(root, ".venv", "pyvenv.cfg"), "utf8");
  const python = Number(/^version = 3\.(\d+)/m.exec(made)?.[1]);
  const codes = environments.map((clients) => {
    const { requirements, lastPython = python } = clients;
    if (python > lastPython) {
      console.log(`NOT RUN: ${requirements} has no wheels for Python 3.${python}.`);
      return 0;
    }
    const stamp = join(clients.folder, "installed");
    const lock = readFileSync(join(root, clients.requirements));
    const wanted = createHash("sha256").update(lock).update(made).digest("hex");
    if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
      install(clients);
      writeFileSync(stamp, wanted);
    }
    return run(clients, "python", ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", ...clients.tests]);
  });
  return codes.find((code) => code !== 0) ?? 0;
}

/** With uv, from where pip would fetch: it needs a quarter of pip's time. */
function install({ folder, requirements }: Clients): void {
  rmSync(folder, { recursive: true, force: true });
  const python = venvProgram("python");
  const configured = spawnSync(python, ["-m", "pip", "config", "get", "global.index-url"], { encoding: "utf8" });
  const index = process.env.PIP_INDEX_URL || configured.stdout.trim();
  const env = { ...process.env, ...(index && { UV_DEFAULT_INDEX: index }) };
  const made = [
    ["venv", "--quiet", "--no-config", "--python", python, folder],
    ["pip", "install", "--quiet", "--no-config", "--python", folder, "--no-build", "--native-tls", "-r", requirements],
  ].every((args) => spawnSync(venvProgram("uv"), args, { cwd: root, stdio: "inherit", env }).status === 0);
  if (!made) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error("The real clients could not be installed.");
  }
}

/** @returns The exit code of a program of the environment. */
function run({ folder }: Clients, program: string, args: readonly string[]): number {
  const programs = join(folder, "bin");
  const env = { ...process.env, LAB_AWS_CLI: join(programs, "aws") };
  return spawnSync(join(programs, program), args, { cwd: root, stdio: "inherit", env }).status ?? 1;
}

process.exit(main());
