import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { steps } from "../checks/exercises/check-steps";
import { clausesText } from "../checks/exercises/clauses/table";
import { readArguments } from "../processes/arguments";
import { exerciseFiles } from "./check/exercise-files";
import { root } from "./environment";

/** `npm run exercises`: writes `exercises/` anew from `solutions/`, and the table of their clauses. */
function main(): void {
  readArguments({}, "npm run exercises");
  for (const [name, text] of exerciseFiles()) {
    const file = join(root, "exercises", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(root, "checks", "exercises", "CLAUSES.md"), clausesText(steps.flatMap(({ tasks }) => tasks)));
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
