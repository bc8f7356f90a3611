import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { clausesText } from "../checks/engine/clauses/table";
import { exerciseFiles } from "../checks/engine/exercise-files";
import { pages } from "../checks/engine/pages";
import { workshops } from "../checks/workshops";
import { readArguments } from "../processes/arguments";
import { root } from "../processes/project";

/** `npm run exercises`: writes `exercises/` anew from `solutions/`, the tables of clauses, and the pages of the workshops. */
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
    writeFileSync(
      join(root, "checks", slug, "CLAUSES.md"),
      clausesText(tasks, await workshop.clauses(), workshop.aboutClauses),
    );
  }
  for (const [path, text] of pages(workshops, readFileSync(join(root, "README.md"), "utf8"))) {
    writeFileSync(join(root, path), text);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
