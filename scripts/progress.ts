import { join, relative } from "node:path";
import { exercisesFolder } from "../checks/engine/student/own-copies";
import { readProgress } from "../checks/engine/student/progress";
import { taskName } from "../checks/engine/workshop";
import { workshops } from "../checks/workshops";
import { marks } from "../helpers/display/marks";
import { readArguments } from "../processes/arguments";
import { root } from "../processes/project";

/** `npm run progress`: where one stands in all workshops, as the last checks said. */
function main(): void {
  const { values } = readArguments({ options: { json: { type: "boolean" } } }, "npm run progress -- [--json]");
  const progress = readProgress();
  const steps = workshops.flatMap((workshop) =>
    workshop.steps.map(({ number, name, tasks }) => ({
      workshop: workshop.names.slug,
      notebook: join(relative(root, exercisesFolder(workshop)), `${name}.ipynb`),
      step: number,
      name,
      states: tasks.map(({ id }) => progress[taskName(workshop, id)]?.state ?? "open"),
    })),
  );
  if (values.json) {
    console.log(JSON.stringify(steps));
    return;
  }
  for (const { names } of workshops) {
    console.log(`${names.title} (${names.slug})`);
    const own = steps.filter(({ workshop }) => workshop === names.slug);
    for (const { step, name, states } of own) {
      console.log(`${step}  ${name.slice(3).padEnd(16)} ${states.map((state) => marks[state]).join(" ")}`);
    }
    console.log(`${bar(own.flatMap(({ states }) => states))}\n`);
  }
  const next = steps.find(({ states }) => states.some((state) => state !== "right"));
  console.log(next ? `Next: ${next.notebook}` : "All tasks are right.");
}

function bar(states: readonly string[]): string {
  const right = states.filter((state) => state === "right").length;
  const width = 30;
  const done = Math.round((width * right) / states.length);
  return `[${"█".repeat(done)}${"·".repeat(width - done)}] ${right} of ${states.length} tasks right`;
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
