import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startLocalAws } from "../local-aws/server";
import { readArguments } from "../processes/arguments";
import { endOwned, startOwned } from "../processes/owned-process";
import { embeddedEnvironment, jupyterEnvironment, root, venvProgram } from "./environment";

const cleanUp = "08-clean-up.ipynb";

/** The notebook that runs. */
let runner: ChildProcess | undefined;
let isStopped = false;

/**
 * `npm run lesson`: every core notebook top to bottom on a fresh embedded AWS; the executed notebooks and an HTML of
 * each go to `out/lesson/`. With `--data DIR` the data stay there and the clean-up is left out.
 */
async function main(): Promise<boolean> {
  const { values } = readArguments({ options: { data: { type: "string" } } }, "npm run lesson -- [--data FOLDER]");
  if (values.data === "") {
    throw new Error("--data is empty: name the folder in which the data are kept.");
  }
  const temporary = values.data === undefined ? mkdtempSync(join(tmpdir(), "quality-lab-lesson-")) : undefined;
  const dataDir = temporary ?? resolve(values.data ?? "");
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      isStopped = true;
      void (runner && endOwned(runner));
    });
  }
  try {
    const names = readdirSync(join(root, "notebooks"))
      .filter((name) => /^\d\d-.*\.ipynb$/.test(name))
      .filter((name) => temporary !== undefined || name !== cleanUp)
      .sort();
    return await runAll(names, aws.url);
  } finally {
    await aws.close();
    if (temporary !== undefined) {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
}

async function runAll(names: readonly string[], url: string): Promise<boolean> {
  const started = Date.now();
  for (const name of names) {
    const stepStarted = Date.now();
    const code = await runNotebook(name, url);
    if (isStopped) {
      console.error("The lesson was stopped.");
      return false;
    }
    const seconds = ((Date.now() - stepStarted) / 1000).toFixed(1).padStart(6);
    console.log(`${code === 0 ? "✓" : "✗"} ${name.replace(".ipynb", "").padEnd(28)} ${seconds} s`);
    if (code !== 0) {
      return false;
    }
  }
  console.log(`The whole lesson: ${((Date.now() - started) / 1000).toFixed(1)} s. Look at it in out/lesson/.`);
  return true;
}

function runNotebook(name: string, url: string): Promise<number> {
  const child = startOwned(
    venvProgram("python"),
    [join(root, "scripts", "execute_notebook.py"), join(root, "notebooks", name), join(root, "out", "lesson")],
    { cwd: root, output: ["inherit", "inherit"], env: { ...jupyterEnvironment(), ...embeddedEnvironment(url) } },
  );
  runner = child;
  return new Promise((done, reject) => {
    child.once("error", reject);
    // what it started, and left, ends with it
    child.once("exit", (code) => void endOwned(child).then(() => done(code ?? 1)));
  });
}

main()
  .then((passed) => process.exit(passed ? 0 : 1))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
