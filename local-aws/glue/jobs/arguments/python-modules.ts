import type { ChildProcess } from "node:child_process";
import { glueModules, pythonShellModules } from "../../../engines/installation";
import { startPython } from "../../../engines/python";
import type { Arguments } from "./arguments";

/**
 * What `--additional-python-modules` asks pip for, and the options of `--python-modules-installer-option`.
 *
 * @param copy Copies an object from S3 and returns its path.
 * @returns Undefined where the job asks for none.
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-libraries.html
 */
export function requestedModules(args: Arguments, copy: (location: string) => string): string[] | undefined {
  const names = (args["--additional-python-modules"] ?? "").split(",").flatMap(withOptions);
  const modules = names.map((name) => (/^s3a?:\/\//.test(name) ? copy(name) : name));
  const options = (args["--python-modules-installer-option"] ?? "").split(/\s+/).filter((option) => option !== "");
  return modules.length === 0 ? undefined : [...options, ...modules];
}

/** Where the modules are that Glue provides to Python shell jobs, unless `library-set` is `none`. */
export function providedModules(args: Arguments): string[] {
  return args["library-set"] === "none" ? [] : [pythonShellModules, glueModules];
}

/** Words for pip: a module's name may be followed by options of pip's. */
function withOptions(module: string): string[] {
  const [name = "", ...options] = module.trim().split(/\s+(?=-)/);
  return [name, ...options.flatMap((option) => option.split(/\s+/))].filter((word) => word !== "");
}

/** Starts pip; it installs into a folder of the run's own, which is gone with the run. */
export function startInstaller(modules: readonly string[], folder: string, workDir: string): ChildProcess {
  const quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-cache-dir"];
  const args = ["-m", "pip", "install", ...quiet, "--target", folder, ...modules];
  return startPython({ args, workDir, environment: process.env });
}
