import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { clausesText } from "../checks/engine/clauses/table";
import { exerciseFiles } from "../checks/engine/exercise-files";
import { workshops } from "../checks/workshops";
import { readArguments } from "../processes/arguments";
import { root } from "./environment";

/** `npm run exercises`: writes `exercises/` anew from `solutions/`, and the tables of their clauses. */
async function main(): Promise<void> {
  readArguments({}, "npm run exercises");
  for (const workshop of workshops) {
    const { slug } = workshop.names;
    for (const [name, text] of exerciseFiles(workshop)) {
      const file = join(root, "exercises", slug, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const tasks = workshop.steps.flatMap((step) => step.tasks);
    writeFileSync(join(root, "checks", slug, "CLAUSES.md"), clausesText(tasks, await workshop.clauses()));
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
