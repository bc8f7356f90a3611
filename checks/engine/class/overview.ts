import { escapeHtml } from "../../../helpers/display/html";
import { marks } from "../../../helpers/display/marks";
import type { Outcome } from "../running/run-work";
import type { TaskResult, WrongFinding } from "../verdict";

export interface Student {
  readonly name: string;
  readonly outcome: Outcome;
}

/** A task of the class's workshops, by its name among all. */
type NamedTask = Pick<TaskResult, "task" | "title">;

/** A row a student and task. */
export function overviewCsv(students: readonly Student[], tasks: readonly NamedTask[]): string {
  // a cell that begins like a formula would be one in a spreadsheet
  const cell = (text: string): string => `"${text.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`;
  const rows = students.flatMap(({ name, outcome }) =>
    tasks.map(({ task: id }) => {
      const finding = outcome.results.find(({ task }) => task === id)?.finding;
      const [state] = markOf(outcome, id);
      return [name, id, state || "not run", finding?.message ?? outcome.failure ?? ""].map(cell).join(",");
    }),
  );
  return `${["student,task,state,message", ...rows].join("\n")}\n`;
}

export function overviewHtml(students: readonly Student[], tasks: readonly NamedTask[]): string {
  const head = tasks.map(({ task: id, title }) => `<th title="${escapeHtml(title)}">${id}</th>`).join("");
  const rows = students.map(({ name, outcome }, index) => {
    const cells = tasks.map(({ task: id }) => {
      const [state, mark] = markOf(outcome, id);
      return `<td class="${state}">${mark}</td>`;
    });
    const right = outcome.results.filter(({ finding }) => finding.state === "right").length;
    const link = `<a href="#s${index}">${escapeHtml(name)}</a>`;
    return `<tr><th scope="row">${link}</th><td>${right}</td>${cells.join("")}</tr>`;
  });
  const counts = tasks.map(({ task: id }) => {
    const right = students.filter(({ outcome }) =>
      outcome.results.some(({ task, finding }) => task === id && finding.state === "right"),
    );
    return `<td>${right.length}</td>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Exercises</title>
<style>body{font:15px sans-serif;margin:2em}td,th{padding:.25em .5em;text-align:center}th[scope]{text-align:left}
.right{background:#cfe8ff}.wrong{background:#ffd9b3}.stopped{background:#e3d0e8}.open{color:#666}
dt{margin-top:.6em;font-weight:bold}dd{margin-left:1.5em;white-space:pre-wrap}</style>
<h1>Exercises of ${students.length} students</h1><p>✓ right, ✗ wrong, ■ stopped, ○ not attempted yet, – not run. The messages stand below, student by student.</p>
<table><tr><th>student</th><th>right</th>${head}</tr>${rows.join("\n")}<tr><th scope="row">right, of ${students.length}</th><td></td>${counts.join("")}</tr></table>
${students.map(messagesOf).join("\n")}</html>
`;
}

/** What a student is told, of each task that was attempted and is not right. */
function messagesOf({ name, outcome }: Student, index: number): string {
  const told = outcome.results.filter(({ finding }) => finding.state === "wrong");
  const lines = told.map(({ task, title, finding }) => {
    const [, mark] = markOf(outcome, task);
    const { message, expected, seen } = finding as WrongFinding;
    const more = [expected && `Expected: ${expected}`, seen && `Seen: ${seen}`].filter(Boolean).join("\n");
    return `<dt>${mark} ${task} ${escapeHtml(title)}</dt><dd>${escapeHtml([message, more].filter(Boolean).join("\n"))}</dd>`;
  });
  const failure = outcome.failure === undefined ? "" : `<p><b>Not all was run:</b> ${escapeHtml(outcome.failure)}</p>`;
  const none = lines.length === 0 && failure === "" ? "<p>Nothing is wrong.</p>" : "";
  return `<h2 id="s${index}">${escapeHtml(name)}</h2>${failure}${none}<dl>${lines.join("")}</dl>`;
}

/** The state of a student's task and its mark. */
function markOf(outcome: Outcome, task: string): readonly [state: string, mark: string] {
  const state = outcome.results.find((result) => result.task === task)?.finding.state;
  if (state === undefined) {
    return ["", "–"];
  }
  const isStopped = state === "wrong" && outcome.stopped.includes(task.split(".")[0] ?? "");
  return isStopped ? ["stopped", "■"] : [state, marks[state]];
}
