import { randomUUID } from "node:crypto";
import { escapeHtml } from "./html";
import { inNotebook, show } from "./kernel";

/** What a {@link LiveDisplay} shows. */
export interface Progress {
  /** What is done, such as `crawler quality-lab-raw`. */
  readonly what: string;
  /** AWS's word for the state, such as `RUNNING`. */
  readonly state: string;
  /** How it stands; the mark and the text say it too, not the colour alone. */
  readonly outcome: "going on" | "done" | "failed";
  /** Further facts in order, such as `["rows", "1,941"]`. */
  readonly facts?: readonly (readonly [name: string, value: string])[];
  /** How much is done, from 0 to 1, where that is known. */
  readonly share?: number;
}

const marks = { "going on": "…", done: "✓", failed: "✗" } as const;
/** Okabe and Ito's colours: told apart by colour-blind people. */
const colours = { "going on": "#0072B2", done: "#009E73", failed: "#D55E00" } as const;
const shortestPauseMs = 100;

/**
 * One place in the notebook that shows how a thing gets on. Outside a notebook it prints a line whenever the state
 * changes.
 */
export class LiveDisplay {
  private readonly id = randomUUID();
  private shown: Progress | undefined;
  private shownAt = Number.NEGATIVE_INFINITY;

  /** Shows the progress, at most ten times a second; a change of state is always shown. */
  update(progress: Progress): void {
    const changed = progress.state !== this.shown?.state || progress.outcome !== this.shown.outcome;
    const now = performance.now();
    if (!changed && (!inNotebook() || now - this.shownAt < shortestPauseMs)) {
      return;
    }
    show({ "text/html": html(progress), "text/plain": text(progress) }, this.id, this.shown !== undefined);
    this.shown = progress;
    this.shownAt = now;
  }

  /** Shows that Interrupt ended the wait. The kernel ends the cell at once, so an error that is thrown then is not seen. */
  interrupted(what: string, outcome: string): void {
    this.update({ what, state: "INTERRUPTED", outcome: "failed", facts: [["", outcome]] });
  }
}

function text({ what, state, outcome, facts = [] }: Progress): string {
  return [`${marks[outcome]} ${what}: ${state}`, ...facts.map(([name, value]) => `${name} ${value}`)].join(" · ");
}

function html({ what, state, outcome, facts = [], share }: Progress): string {
  const head = `<b style="color:${colours[outcome]}">${marks[outcome]} ${escapeHtml(state)}</b> ${escapeHtml(what)}`;
  const cells = facts.map(([name, value]) => `${escapeHtml(name)} <b>${escapeHtml(value)}</b>`);
  const bar = share === undefined || outcome !== "going on" ? "" : `<br><progress max="1" value="${share}"></progress>`;
  return `<div role="status">${[head, ...cells].join(" · ")}${bar}</div>`;
}
