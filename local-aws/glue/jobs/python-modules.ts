import type { ChildProcess } from "node:child_process";
import { startPython } from "../../engines/python";

type Arguments = Readonly<Record<string, string>>;

/**
 * What `--additional-python-modules` asks pip for, and the options of `--python-modules-installer-option`.
 *
 * @param copy Copies an object from S3 and returns its path.
 * @returns Undefined where the job asks for none.
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-libraries.html
 */
export function requestedModules(args: Arguments, copy: (location: string) => string): string[] | undefined {
  const names = (args["--additional-python-modules"] ?? "").split(",").map((name) => name.trim());
  const modules = names.filter((name) => name !== "").map((name) => (/^s3a?:\/\//.test(name) ? copy(name) : name));
  const options = (args["--python-modules-installer-option"] ?? "").split(/\s+/).filter((option) => option !== "");
  return modules.length === 0 ? undefined : [...options, ...modules];
}

/** Starts pip; it installs into a folder of the run's own, which is gone with the run. */
export function startInstaller(modules: readonly string[], folder: string, workDir: string): ChildProcess {
  const quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-cache-dir"];
  const args = ["-m", "pip", "install", ...quiet, "--target", folder, ...modules];
  return startPython({ args, workDir, environment: process.env });
}
