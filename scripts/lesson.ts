import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { workshopOf } from "../checks/engine/selection";
import type { Workshop } from "../checks/engine/workshop";
import { workshops } from "../checks/workshops";
import { type LocalAws, startLocalAws } from "../local-aws/server";
import { readArguments } from "../processes/arguments";
import { endOwned, startOwned } from "../processes/owned-process";
import { jupyterEnvironment, root, venvProgram } from "../processes/project";

const usage = "npm run lesson -- [WORKSHOP … or all] [--data FOLDER]";

/** The notebook that runs. */
let runner: ChildProcess | undefined;
let isStopped = false;

/**
 * `npm run lesson`: every notebook of the workshops top to bottom, each workshop on a fresh embedded AWS; the executed
 * notebooks and an HTML of each go to `out/lesson/<workshop>/`. With `--data DIR` the data stay there and the clean-up is
 * left out.
 */
async function main(): Promise<boolean> {
  const { values, positionals } = readArguments(
    { allowPositionals: true, options: { data: { type: "string" } } },
    usage,
  );
  if (values.data === "") {
    throw new Error("--data is empty: name the folder in which the data are kept.");
  }
  const chosen = positionals.includes("all")
    ? workshops
    : positionals.length > 0
      ? positionals.map((slug) => workshopOf(workshops, slug))
      : workshops.slice(0, 1);
  if (values.data !== undefined && chosen.length > 1) {
    throw new Error(`--data keeps the data of one workshop: name one. Usage: ${usage}`);
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      isStopped = true;
      void (runner && endOwned(runner));
    });
  }
  for (const workshop of chosen) {
    if (!(await runWorkshop(workshop, values.data))) {
      return false;
    }
  }
  return true;
}

async function runWorkshop({ names, lessons }: Workshop, data: string | undefined): Promise<boolean> {
  const temporary = data === undefined ? mkdtempSync(join(tmpdir(), "quality-lab-lesson-")) : undefined;
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir: temporary ?? resolve(data ?? "") });
  const notebooks = lessons.map(({ notebook }) => notebook);
  try {
    return await runAll(names.slug, temporary === undefined ? notebooks.slice(0, -1) : notebooks, aws);
  } finally {
    await aws.close();
    if (temporary !== undefined) {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
}

async function runAll(slug: string, notebooks: readonly string[], aws: LocalAws): Promise<boolean> {
  const started = Date.now();
  for (const name of notebooks) {
    const stepStarted = Date.now();
    const code = await runNotebook(slug, name, aws);
    if (isStopped) {
      console.error("The lesson was stopped.");
      return false;
    }
    const seconds = ((Date.now() - stepStarted) / 1000).toFixed(1).padStart(6);
    console.log(`${code === 0 ? "✓" : "✗"} ${name.padEnd(28)} ${seconds} s`);
    if (code !== 0) {
      return false;
    }
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`The whole workshop ${slug}: ${seconds} s. Look at it in out/lesson/${slug}/.`);
  return true;
}

function runNotebook(slug: string, name: string, aws: LocalAws): Promise<number> {
  const notebook = join(root, "notebooks", slug, `${name}.ipynb`);
  const child = startOwned(
    venvProgram("python"),
    [join(root, "scripts", "execute_notebook.py"), notebook, join(root, "out", "lesson", slug)],
    { cwd: root, output: ["inherit", "inherit"], env: { ...jupyterEnvironment(), ...aws.variables } },
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
