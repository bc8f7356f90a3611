import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { GlueClient } from "@aws-sdk/client-glue";
import { clientOptions } from "../../testing/client-options";

export interface GlueProcess {
  readonly process: ChildProcess;
  readonly glue: GlueClient;
}

/** Glue in a process of its own, to be killed by a test. @param wrapper A command that starts the one after it. */
export async function startGlueProcess(dataDir: string, wrapper: readonly string[] = []): Promise<GlueProcess> {
  const module = JSON.stringify(join(__dirname, "glue-server.js"));
  const code = `require(${module}).startGlueServer(${JSON.stringify(dataDir)}).then((s) => console.log(s.endpoint))`;
  const [program = "", ...args] = [...wrapper, process.execPath, "--no-warnings", "-e", code];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const endpoint = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { process: child, glue: new GlueClient({ ...clientOptions(endpoint), maxAttempts: 1 }) };
}
