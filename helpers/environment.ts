import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isRunning } from "../processes/process-state";
import { NoAwsChosen } from "./errors";

/** Where AWS calls go. */
export interface Target {
  readonly kind: "embedded" | "aws";
  /** The endpoint of the embedded AWS; AWS itself has one per service. */
  readonly endpoint?: string;
}

/** The folder of this kit. The compiled helpers stand in `dist/helpers`. */
export const labFolder = resolve(__dirname, "..", "..");

/**
 * Where calls go while nothing is chosen: a name that never resolves, so that no cell reaches a real account by mistake.
 */
const nowhere = "http://no-aws-chosen.invalid";

/** The endpoint that this module itself put into the environment; it may be replaced when the embedded AWS moves. */
let foundEndpoint: string | undefined;

/**
 * Decides where AWS calls go, and sets the environment so that plain SDK clients go there too:
 * `AWS_ENDPOINT_URL` if it is set; else real AWS if `LAB_TARGET=aws`; else the embedded AWS that runs on this machine
 * (`endpoint.json` in the data folder, `LAB_DATA` or `.local-aws`); else nowhere. Importing the helpers calls it once.
 *
 * @returns The target, or undefined where none is chosen.
 */
export function connect(): Target | undefined {
  // The lock file keeps an SDK that supports this Node; its warning about later versions would fill the first cell.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const chosen = process.env.AWS_ENDPOINT_URL;
  if (chosen && chosen !== nowhere && chosen !== foundEndpoint) {
    return useEmbedded(chosen);
  }
  if (process.env.LAB_TARGET === "aws") {
    delete process.env.AWS_ENDPOINT_URL;
    return { kind: "aws" };
  }
  const endpoint = runningEndpoint();
  foundEndpoint = endpoint;
  if (endpoint === undefined) {
    process.env.AWS_ENDPOINT_URL = nowhere;
    return undefined;
  }
  process.env.AWS_ENDPOINT_URL = endpoint;
  return useEmbedded(endpoint);
}

/**
 * The target, as {@link connect} finds it, after asking the embedded AWS whether it answers.
 *
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function target(): Promise<Target> {
  const found = connect();
  if (found === undefined) {
    throw new NoAwsChosen("No embedded AWS runs on this machine.");
  }
  if (found.endpoint !== undefined && !(await answers(found.endpoint))) {
    throw new NoAwsChosen(`The embedded AWS at ${found.endpoint} does not answer.`);
  }
  return found;
}

function useEmbedded(endpoint: string): Target {
  // A profile would win over these keys, and may ask a sign-in service on the internet.
  if (!process.env.AWS_ACCESS_KEY_ID) {
    delete process.env.AWS_PROFILE;
    process.env.AWS_ACCESS_KEY_ID = "local";
    process.env.AWS_SECRET_ACCESS_KEY = "local";
  }
  process.env.AWS_REGION ??= "us-east-1";
  return { kind: "embedded", endpoint };
}

function runningEndpoint(): string | undefined {
  const file = join(process.env.LAB_DATA ?? join(labFolder, ".local-aws"), "endpoint.json");
  try {
    const { url, pid } = JSON.parse(readFileSync(file, "utf8")) as { url: string; pid: number };
    return isRunning(pid) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Whether anything answers there; what is set by hand may be another server than ours. */
async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(`${endpoint}/_local/health`, { signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}

connect();
