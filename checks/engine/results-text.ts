import { marks } from "../../helpers/display/marks";
import type { TaskResult } from "./verdict";

/** The results as text, step by step. */
export function resultsText(results: readonly TaskResult[], withHints: boolean): string {
  return [...results.flatMap((result) => linesOf(result, withHints)), "", summary(results)].join("\n");
}

/** Such as `19 right, 1 wrong, 1 not attempted yet`. */
export function summary(results: readonly TaskResult[]): string {
  const count = (state: string): number => results.filter(({ finding }) => finding.state === state).length;
  return `${count("right")} right, ${count("wrong")} wrong, ${count("open")} not attempted yet`;
}

function linesOf({ task, title, finding, hint, strongerHint }: TaskResult, withHints: boolean): string[] {
  const heading = task.endsWith(".1") ? ["", `Exercise ${task.slice(0, -2)}`] : [];
  const lines = [...heading, `${marks[finding.state]} ${task}  ${title}`, `       ${finding.message}`];
  if (finding.state === "wrong") {
    const { praise, expected, seen } = finding;
    lines.push(
      ...(praise ? [`       Right already: ${praise}`] : []),
      ...(expected ? [`       Expected:      ${expected}`] : []),
      ...(seen ? [`       Seen:          ${seen}`] : []),
      `       Hint:          ${hint}`,
    );
  }
  if (withHints && finding.state !== "right") {
    lines.push(
      `       ${finding.state === "wrong" ? "Stronger hint: " : "Hint:          "}${finding.state === "wrong" ? strongerHint : hint}`,
    );
  }
  return lines;
}
