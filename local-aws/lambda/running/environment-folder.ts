import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../engines/installation";
import { mostUnpackedBytes, UnusableZip, unpackZip } from "../functions/zip-file";
import { isNode, type RuntimeName } from "./runtimes";

/** The folder of one execution environment, and what AWS has at other places. */
export interface EnvironmentFolder {
  readonly path: string;
  /** AWS's `/var/task`. */
  readonly task: string;
  /** AWS's `/opt`. */
  readonly layers: string;
  /** AWS's `/var/runtime`. */
  readonly runtime: string;
  /** AWS's `/tmp`. */
  readonly scratch: string;
}

/** What AWS's Python runtimes have besides Python. */
const pythonPackages = ["boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six.py"];
/** What AWS's Node runtimes have besides Node. */
const nodeScopes = ["@aws-sdk", "@smithy"];

/**
 * Makes a folder with a function's code, its layers and the SDK that the runtime has.
 *
 * @param code The function's zip.
 * @param layers Zips, the first one lowest.
 * @throws UnusableZip
 */
export async function makeEnvironmentFolder(
  runtime: RuntimeName,
  code: string,
  layers: readonly string[],
): Promise<EnvironmentFolder> {
  const path = mkdtempSync(join(tmpdir(), "lambda-"));
  const at = (name: string): string => join(path, name);
  const folder = { path, task: at("task"), layers: at("opt"), runtime: at("runtime"), scratch: at("tmp") };
  try {
    for (const made of [folder.task, folder.layers, folder.runtime, folder.scratch]) {
      mkdirSync(made);
    }
    let bytes = await unpackZip(code, folder.task);
    for (const layer of layers) {
      bytes += await unpackZip(layer, folder.layers);
    }
    if (bytes > mostUnpackedBytes) {
      throw new UnusableZip(
        `Function code combined with layers exceeds the maximum allowed size of ${mostUnpackedBytes} bytes`,
      );
    }
    linkSdk(runtime, folder);
    return folder;
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

function linkSdk(runtime: RuntimeName, { path, runtime: target }: EnvironmentFolder): void {
  if (isNode(runtime)) {
    // where Node looks for what the code does not bring itself, also for an ES module
    const modules = join(path, "node_modules");
    mkdirSync(modules);
    for (const scope of nodeScopes) {
      symlinkSync(join(projectRoot, "node_modules", scope), join(modules, scope));
    }
    return;
  }
  const packages = sitePackages();
  for (const name of pythonPackages.filter((one) => existsSync(join(packages, one)))) {
    symlinkSync(join(packages, name), join(target, name));
  }
}

function sitePackages(): string {
  const lib = join(projectRoot, ".venv", "lib");
  const version = readdirSync(lib).find((name) => name.startsWith("python")) ?? "";
  return join(lib, version, "site-packages");
}
