import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** An embedded AWS in a process of its own, so that a test can kill it. */
export interface AwsProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Ends it by a signal, and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Starts one over a data folder. It starts no Trino.
 *
 * @param options Further ones of `npm run local-aws`.
 * @throws Where it ends before it answers.
 */
export async function startAwsProcess(dataDir: string, options: readonly string[] = []): Promise<AwsProcess> {
  const main = join(__dirname, "..", "main.js");
  const args = ["--port", "0", "--data", dataDir, "--trino", "http://127.0.0.1:9", ...options];
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  return {
    child,
    url: await urlOf(child),
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

function urlOf(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (data: Buffer) => {
      said += data;
      const [, url] = /answers at (http:\S+?)\. /.exec(said) ?? [];
      if (url !== undefined) {
        resolve(url);
      }
    });
    child.once("exit", (code) => reject(new Error(`The embedded AWS ended at once (${code}): ${said}`)));
  });
}
