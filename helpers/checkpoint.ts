import { formatDollars, prices } from "./cost";
import { escapeHtml } from "./display/html";
import { show } from "./display/kernel";
import { spending } from "./spending";

/** What a check found: whether it holds, and the fact that shows it. */
export interface Finding {
  readonly holds: boolean;
  /** The fact, such as `1,951 = 1,915 + 36`. */
  readonly fact: string;
}

interface Check {
  readonly what: string;
  readonly find: () => Promise<Finding> | Finding;
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
   * @param find Looks at the facts. Where it throws, the check does not hold, and the error is the fact.
   * @param hint What to do where it does not hold.
   */
  expect(what: string, find: Check["find"], hint: string): this {
    this.checks.push({ what, find, hint });
    return this;
  }

  /**
   * Runs the checks and shows their results.
   *
   * @throws Error Where one does not hold, after showing all of them.
   */
  async show(): Promise<void> {
    const results = [];
    for (const check of this.checks) {
      results.push({ ...check, ...(await look(check)) });
    }
    const failed = results.filter(({ holds }) => !holds);
    const cost = `This notebook would have cost ${formatDollars(spending().dollars)} on AWS (list price ${prices.region}, ${prices.asOf}).`;
    const next = failed.length === 0 ? `Next: ${this.next}` : `${failed.length} of ${results.length} not right yet.`;
    const items = results.map(
      ({ what, holds, fact, hint }) =>
        `<li>${holds ? "✓" : "✗"} ${escapeHtml(what)} <small>(${escapeHtml(fact)})</small>${holds ? "" : `<br><b>Hint:</b> ${escapeHtml(hint)}`}</li>`,
    );
    const lines = results.map(
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

async function look({ find }: Check): Promise<Finding> {
  try {
    return await find();
  } catch (error) {
    return { holds: false, fact: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
