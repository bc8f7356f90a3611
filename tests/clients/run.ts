import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, venvProgram } from "../../processes/project";

const folder = join(root, ".setup", "clients");
const requirements = join(root, "requirements-clients.txt");
const stamp = join(folder, "installed");

/**
 * Runs the tests with real clients (boto3, AWS CLI, s3fs, awswrangler) in an environment of their own, 0.5 GB. It is
 * installed in CI and with `--install`, and brought up to date wherever it is.
 *
 * @returns The exit code.
 */
function main(): number {
  if (!process.env.CI && !process.argv.includes("--install") && !existsSync(folder)) {
    console.log("NOT RUN: the real clients are not installed. `node dist/tests/clients/run.js --install` does it.");
    return 0;
  }
  const made = readFileSync(join(root, ".venv", "pyvenv.cfg"));
  const wanted = createHash("sha256").update(readFileSync(requirements)).update(made).digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    install();
    writeFileSync(stamp, wanted);
  }
  return run(program("python"), ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", "tests/clients"]);
}

function install(): void {
  rmSync(folder, { recursive: true, force: true });
  const pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--only-binary", ":all:"];
  if (
    run(venvProgram("python"), ["-m", "venv", folder]) !== 0 ||
    run(program("python"), [...pip, "-r", requirements]) !== 0
  ) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error("The real clients could not be installed.");
  }
}

function program(name: string): string {
  return join(folder, "bin", name);
}

function run(command: string, args: readonly string[]): number {
  const env = { ...process.env, LAB_AWS_CLI: program("aws") };
  return spawnSync(command, args, { cwd: root, stdio: "inherit", env }).status ?? 1;
}

process.exit(main());
