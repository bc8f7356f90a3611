import type { Task } from "../verdict";
import type { Clause } from "./clause";
import { step1 } from "./step-1";
import { step2 } from "./step-2";
import { step3 } from "./step-3";
import { step4 } from "./step-4";
import { step5 } from "./step-5";
import { step6 } from "./step-6";
import { step7 } from "./step-7";

/** The clauses of all steps, in order. */
export const allClauses: readonly Omit<Clause<never>, "wrong">[] = [
  ...step1.clauses,
  ...step2.clauses,
  ...step3.clauses,
  ...step4.clauses,
  ...step5.clauses,
  ...step6.clauses,
  ...step7.clauses,
];

/**
 * The text of `CLAUSES.md`.
 *
 * @param tasks All tasks of the exercises.
 */
export function clausesText(tasks: readonly Pick<Task<never>, "id" | "title">[]): string {
  const parts = tasks.map(({ id, title }) => {
    const rows = allClauses
      .filter(({ task }) => task === id)
      .map(({ clause, plant, mistake, message }) => `| ${[clause, plant, mistake, message].map(cell).join(" | ")} |`);
    return rows.length === 0
      ? ""
      : [
          `## ${id} · ${title}`,
          "",
          "| the task asks | it shows in | a mistake | its message |",
          "| --- | --- | --- | --- |",
          ...rows,
          "",
        ].join("\n");
  });
  return [
    "# What each task asks, and how a mistake shows",
    "",
    "Made by `npm run exercises` from [clauses/](clauses). The tests let the check judge each of these mistakes, with many",
    "seeds of fresh data; the verdict and its message are the same on every seed. `…` stands for what depends on the data.",
    "",
    ...parts.filter((part) => part !== ""),
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
