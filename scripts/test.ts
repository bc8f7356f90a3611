import { join } from "node:path";
import { readArguments } from "../processes/arguments";
import { startOwned } from "../processes/owned-process";
import { jupyterEnvironment, root, venvProgram } from "../processes/project";

interface Suite {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
}

const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const templates = ["cloudformation.yaml", "cloudformation-retail.yaml"].map((name) => join("docs", name));

const pyright = join(root, "node_modules", "pyright", "index.js");

const nodeLints: readonly Suite[] = [
  { title: "Format and lint (TypeScript)", command: process.execPath, args: [biome, "check", "--error-on-warnings"] },
  { title: "Types (set-up)", command: process.execPath, args: [tsc, "--project", "tsconfig.setup.json"] },
  { title: "Types (browser)", command: process.execPath, args: [tsc, "--project", "tsconfig.browser.json"] },
  { title: "Lint (CloudFormation)", command: venvProgram("cfn-lint"), args: templates },
];

const pythonLints: readonly Suite[] = [
  { title: "Lint (Python)", command: venvProgram("ruff"), args: ["check"] },
  { title: "Format (Python)", command: venvProgram("ruff"), args: ["format", "--check"] },
  { title: "Types (Python)", command: process.execPath, args: [pyright, "--warnings"] },
];

const pythonTests: readonly Suite[] = [
  { title: "Glue scripts under Spark", command: venvProgram("python"), args: ["-m", "pytest", "-q"] },
  {
    title: "Real clients: boto3, AWS CLI, s3fs, awswrangler, dbt-athena",
    command: process.execPath,
    args: [join(root, "dist", "tests", "clients", "run.js")],
  },
];

const nodeTests: Suite = {
  title: "Embedded AWS, helpers, checks, notebooks",
  command: process.execPath,
  args: [
    "--require",
    join(root, "dist", "tests", "console-to-stderr.js"),
    join(root, "dist", "tests", "run-node-tests.js"),
  ],
};

/** `npm test`: all of it, to the end even where one part fails. Python's parts run beside Node's, and speak at their end. */
async function main(): Promise<number> {
  readArguments({}, "npm test");
  const failed = await Promise.all([
    runEach([...pythonLints, ...pythonTests], "pipe"),
    runEach([...nodeLints, nodeTests], "inherit"),
  ]).then((both) => both.flat());
  if (failed.length > 0) {
    console.error(`\nFailed: ${failed.join(", ")}`);
  }
  return failed.length === 0 ? 0 : 1;
}

/** Where a machine lets Python write no compiled modules, each of a hundred starts would compile all that it imports. */
const env = { ...jupyterEnvironment(), PYTHONDONTWRITEBYTECODE: "" };

/** One after the other. @returns The titles of those that failed. */
async function runEach(suites: readonly Suite[], output: "inherit" | "pipe"): Promise<string[]> {
  const failed: string[] = [];
  for (const { title, command, args } of suites) {
    const headline = `\n── ${title}`;
    if (output === "inherit") {
      console.log(headline);
    }
    const child = startOwned(command, args, { cwd: root, output: [output, output], env });
    const said: Buffer[] = [];
    child.stdout?.on("data", (data: Buffer) => said.push(data));
    child.stderr?.on("data", (data: Buffer) => said.push(data));
    const code = await new Promise((done) => child.once("close", done));
    if (output === "pipe") {
      console.log(`${headline}\n${Buffer.concat(said)}`);
    }
    if (code !== 0) {
      failed.push(title);
    }
  }
  return failed;
}

main()
  .then((code) => process.exit(code))
  .catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
