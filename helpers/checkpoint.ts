import { formatDollars, prices } from "./cost";
import { escapeHtml } from "./display/html";
import { show } from "./display/kernel";
import { spending } from "./spending";

interface Check {
  readonly what: string;
  readonly holds: boolean;
  readonly fact: string;
  readonly hint: string;
}

/**
 * The end of a notebook: looks in S3, Glue and Athena whether the step did what it should, says what is right and what
 * isn't, with a hint, and what the notebook would have cost on AWS.
 */
export class Checkpoint {
  private readonly checks: Check[] = [];

  /** @param next What comes next, such as `02-crawl-and-infer-schema`. */
  constructor(private readonly next: string) {}

  /**
   * Adds a check.
   *
   * @param what What should hold, as a statement.
   * @param holds Whether it does, as the facts say.
   * @param fact The fact, such as `1951 = 1915 + 36`.
   * @param hint What to do where it does not hold.
   */
  expect(what: string, holds: boolean, fact: string, hint: string): this {
    this.checks.push({ what, holds, fact, hint });
    return this;
  }

  /**
   * Shows the checks, what the notebook would have cost on AWS, and what is next.
   *
   * @throws Error Where one does not hold, after showing all of them; the cell fails.
   */
  show(): void {
    const failed = this.checks.filter(({ holds }) => !holds);
    const cost = `This notebook would have cost ${formatDollars(spending().dollars)} on AWS (list price ${prices.region}, ${prices.asOf}).`;
    const next =
      failed.length === 0 ? `Next: ${this.next}` : `${failed.length} of ${this.checks.length} not right yet.`;
    const items = this.checks.map(
      ({ what, holds, fact, hint }) =>
        `<li>${holds ? "✓" : "✗"} ${escapeHtml(what)} <small>(${escapeHtml(fact)})</small>${holds ? "" : `<br><b>Hint:</b> ${escapeHtml(hint)}`}</li>`,
    );
    const lines = this.checks.map(
      ({ what, holds, fact, hint }) => `${holds ? "✓" : "✗"} ${what} (${fact})${holds ? "" : `\n    Hint: ${hint}`}`,
    );
    show({
      "text/html": `<b>Checkpoint</b><ul style="list-style:none">${items.join("")}</ul>${cost}<br><b>${escapeHtml(next)}</b>`,
      "text/plain": ["Checkpoint", ...lines, cost, next].join("\n"),
    });
    if (failed.length > 0) {
      throw new Error(`The checkpoint does not hold: ${failed.map(({ what }) => what).join("; ")}`);
    }
  }
}
