import { steps } from "../checks/exercises/check-steps";
import { readArguments } from "../processes/arguments";
import { readProgress } from "./check/progress-file";

const marks = { right: "✓", wrong: "✗", open: "○" } as const;

/** `npm run progress`: where one stands, as the last checks said. */
function main(): void {
  const progress = readProgress();
  const { values } = readArguments({ options: { json: { type: "boolean" } } }, "npm run progress -- [--json]");
  if (values.json) {
    const states = (ids: readonly string[]) => ids.map((id) => progress[id]?.state ?? "open");
    const all = steps.map(({ number, name, tasks }) => ({
      step: number,
      name,
      states: states(tasks.map(({ id }) => id)),
    }));
    console.log(JSON.stringify(all));
    return;
  }
  let right = 0;
  let all = 0;
  for (const { number, name, tasks } of steps) {
    const states = tasks.map(({ id }) => progress[id]?.state ?? "open");
    right += states.filter((state) => state === "right").length;
    all += tasks.length;
    console.log(`${number}  ${name.slice(3).padEnd(16)} ${states.map((state) => marks[state]).join(" ")}`);
  }
  const width = 30;
  const done = Math.round((width * right) / all);
  console.log(`\n[${"█".repeat(done)}${"·".repeat(width - done)}] ${right} of ${all} tasks right`);
  const next = steps.find(({ tasks }) => tasks.some(({ id }) => progress[id]?.state !== "right"));
  console.log(next ? `Next: exercises/${next.name}.ipynb` : "All tasks are right.");
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
