import type { Task } from "../verdict";
import type { ClauseText } from "./clause";

/**
 * The text of `CLAUSES.md`.
 *
 * @param tasks All tasks of a workshop's exercises.
 * @param about How the tests judge the mistakes, where not all are judged alike: Markdown.
 */
export function clausesText(
  tasks: readonly Pick<Task<never>, "id" | "title">[],
  clauses: readonly ClauseText[],
  about = "",
): string {
  const parts = tasks.map(({ id, title }) => {
    const rows = clauses
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
    ...(about === "" ? [] : [about, ""]),
    ...parts.filter((part) => part !== ""),
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
