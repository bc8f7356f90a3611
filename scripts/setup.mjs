// `npm run setup`: everything that a fresh machine needs, given Node and Python. Plain Node, because nothing is
// installed yet. Each step has a fingerprint of what it depends on and is passed over while that stays the same.
import { compileSources } from "./setup/compile.mjs";
import { makeArchives, writeInstallation } from "./setup/engines.mjs";
import { installGlueModules } from "./setup/glue-modules.mjs";
import { installJupyter } from "./setup/jupyter.mjs";
import { checkMachine, SetupError } from "./setup/machine.mjs";
import { installSparkJars, installTrino, sparkBytesToFetch, trinoBytesToFetch } from "./setup/maven.mjs";
import { installNodePackages } from "./setup/node-packages.mjs";
import { cache } from "./setup/paths.mjs";
import { installPython } from "./setup/python.mjs";
import { say } from "./setup/say.mjs";
import { isUpToDate, markDone } from "./setup/stamps.mjs";

const steps = [
  { name: "node-packages", title: "Node packages", size: () => 230e6, run: installNodePackages },
  { name: "python", title: "Python packages (JupyterLab, Spark, Java)", size: () => 590e6, run: installPython },
  {
    name: "glue-modules",
    title: "Python modules that Glue provides to jobs",
    size: () => 190e6,
    run: installGlueModules,
    after: ["python"],
  },
  { name: "trino", title: "Trino", size: trinoBytesToFetch, run: installTrino },
  { name: "spark-jars", title: "Spark's Avro and PostgreSQL", size: sparkBytesToFetch, run: installSparkJars },
  {
    name: "jupyter",
    title: "The TypeScript kernel and JupyterLab's settings",
    size: () => 0,
    run: installJupyter,
    after: ["python"],
  },
  { name: "compile", title: "Compiled helpers and embedded AWS", size: () => 0, run: compileSources },
  {
    name: "engines",
    title: "Class archives (a quicker start of Spark and Trino)",
    size: () => 0,
    run: startEngines,
    after: ["python"],
  },
];

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

async function startEngines() {
  writeInstallation();
  await makeArchives();
}

async function main() {
  const onlyIfNeeded = process.argv.includes("--if-needed");
  const todo = [];
  for (const step of steps) {
    if (!isUpToDate(step.name) || step.after?.some((name) => todo.some((other) => other.name === name))) {
      todo.push(step);
    }
  }
  if (todo.length === 0) {
    if (!onlyIfNeeded) {
      say("Everything is set up. `npm start` starts the lab.");
    }
    return;
  }
  const bytes = todo.reduce((sum, step) => sum + step.size(), 0);
  checkMachine(
    bytes,
    todo.some(({ name }) => name === "python"),
  );
  if (bytes > 0) {
    const parts = todo.filter((step) => step.size() > 0).map((step) => `${step.title} ${megabytes(step.size())}`);
    say(`Set-up downloads at most ${megabytes(bytes)}: ${parts.join("; ")}.`);
    say(`It keeps them in ${cache} and fetches nothing twice.`);
  }
  for (const [index, step] of todo.entries()) {
    const started = Date.now();
    say(`[${index + 1}/${todo.length}] ${step.title} …`);
    await step.run();
    markDone(step.name);
    say(`[${index + 1}/${todo.length}] ${step.title}: done in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  }
  if (!onlyIfNeeded) {
    say("Everything is set up. `npm start` starts the lab.");
  }
}

main().catch((error) => {
  console.error(`\n${error instanceof SetupError ? error.message : (error.stack ?? error)}`);
  process.exit(1);
});
