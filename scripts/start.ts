import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { copyOut, workFolder } from "../checks/engine/student/own-copies";
import { startFile, writeStartPage } from "../checks/engine/student/start-page";
import { workshops } from "../checks/workshops";
import { formatDollars } from "../helpers/cost";
import { type LocalAws, readDurability, startLocalAws } from "../local-aws/server";
import { readPort } from "../processes/arguments";
import { endOwned, startOwned } from "../processes/owned-process";
import { jupyterEnvironment, root, venvProgram } from "../processes/project";

/** `npm start`: the embedded AWS and JupyterLab, until Ctrl-C. Arguments it does not know go on to JupyterLab. */
async function main(): Promise<void> {
  const onAws = process.argv.includes("--aws");
  const jupyterArguments = process.argv.slice(2).filter((argument) => argument !== "--aws");
  checkArguments(jupyterArguments);
  if (onAws && !(await confirmAccount())) {
    return;
  }
  prepareCopies();
  const aws = onAws ? undefined : await startEmbedded();
  const jupyter = startJupyter(jupyterArguments, aws);
  const end = once(async (code: number) => {
    await Promise.all([endJupyter(jupyter), aws?.close()]);
    process.exit(code);
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      console.log("\nEnding JupyterLab and the embedded AWS …");
      void end(0);
    });
  }
  jupyter.once("exit", (code) => void end(code ?? 0));
  jupyter.once("error", (error) => {
    console.error(`JupyterLab could not be started: ${error.message}. Run \`npm run setup\` again.`);
    void end(1);
  });
}

/** What students edit lies in `work/`, so that it never fights with `git pull`. */
function prepareCopies(): void {
  const older = copyOut(workshops);
  writeStartPage(workshops);
  if (older.length > 0) {
    console.log(`There is a newer version of ${older.length} files that you have changed; yours stay:`);
    console.log(`  ${older.join("\n  ")}`);
    console.log(
      "For the newer one: `npm run reset -- STEP` for an exercise; move a lesson's notebook away and start again.",
    );
  }
}

/** What JupyterLab would say at length, or not at all. */
function checkArguments(args: readonly string[]): void {
  for (const [index, argument] of args.entries()) {
    const [name, value = args[index + 1] ?? ""] = argument.split("=");
    if (name === "--port") {
      readPort(value, "--port (of JupyterLab)");
    } else if (name === "--data") {
      throw new Error(
        "npm start has no --data. Name the data folder with LAB_DATA, for example: LAB_DATA=other npm start",
      );
    }
  }
}

async function startEmbedded(): Promise<LocalAws> {
  const port = readPort(process.env.LAB_PORT ?? "4566", "LAB_PORT");
  const aws = await startLocalAws({
    port,
    host: "127.0.0.1",
    dataDir: process.env.LAB_DATA || join(root, ".local-aws"),
    durability: readDurability(process.env.LAB_DURABILITY),
  });
  console.log(`The embedded AWS answers at ${aws.url}. Athena's engine starts in the background.`);
  return aws;
}

/** Says which account and region the lesson is about to use and what it costs, and asks. */
async function confirmAccount(): Promise<boolean> {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (region === undefined) {
    throw new Error("No AWS region is chosen. Set AWS_REGION, for example: AWS_REGION=us-east-1 npm start -- --aws");
  }
  delete process.env.AWS_ENDPOINT_URL;
  const { Account, Arn } = await new STSClient({ region }).send(new GetCallerIdentityCommand({})).catch((error) => {
    throw new Error(
      `AWS does not know who you are (${error.message}). Sign in first, for example with \`aws sso login\`, or set AWS_PROFILE. docs/preparation.md tells what the account needs.`,
    );
  });
  console.log(`AWS account ${Account}, region ${region}, as ${Arn}.`);
  console.log("A full run of a workshop costs, at list price, about:");
  for (const { names } of workshops) {
    const forgotten = names.dollarsADay;
    const more = forgotten === undefined ? "" : `, and ${formatDollars(forgotten)} a day until its stack is deleted`;
    console.log(`  ${names.slug.padEnd(12)} ${formatDollars(names.dollars)}${more}`);
  }
  console.log("The last notebook of each removes all that it made.");
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question("Use this account? (yes/no) ");
  ask.close();
  return /^y(es)?$/i.test(answer.trim());
}

function startJupyter(args: readonly string[], aws: LocalAws | undefined): ChildProcess {
  const asRoot = process.getuid?.() === 0 ? ["--allow-root"] : [];
  // in a group of its own: Ctrl-C in the terminal comes to us, and JupyterLab does not ask back
  return startOwned(
    venvProgram("jupyter"),
    [
      "lab",
      `--ServerApp.root_dir=${workFolder}`,
      `--LabApp.default_url=/lab/tree/${startFile}`,
      `--LabApp.workspaces_dir=${join(root, ".setup", "workspaces")}`,
      ...asRoot,
      ...args,
    ],
    {
      cwd: root,
      output: ["inherit", "inherit"],
      env: { ...jupyterEnvironment(), ...(aws ? aws.variables : { LAB_TARGET: "aws" }) },
    },
  );
}

/** JupyterLab ends its kernels and itself, within five seconds. */
async function endJupyter(jupyter: ChildProcess): Promise<void> {
  if (jupyter.exitCode === null && jupyter.signalCode === null && jupyter.pid !== undefined) {
    const ended = new Promise((done) => jupyter.once("exit", done));
    jupyter.kill("SIGTERM");
    await Promise.race([ended, sleep(5_000)]);
  }
  await endOwned(jupyter);
}

function once(action: (code: number) => Promise<void>): (code: number) => Promise<void> {
  let running: Promise<void> | undefined;
  return (code) => {
    running ??= action(code);
    return running;
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
