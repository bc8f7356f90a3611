/** One thing done in this notebook that AWS bills. */
export interface Expense {
  /** What was done, such as `crawl quality-lab-raw`. */
  readonly what: string;
  /** At list price. */
  readonly dollars: number;
}

const expenses: Expense[] = [];

/** Notes an expense. The helpers call it for every query, job run, crawl and upload that they run. */
export function noteExpense(what: string, dollars: number): void {
  expenses.push({ what, dollars });
}

/** What this notebook has done since its kernel started, and what AWS asks for it at list price. */
export function spending(): { readonly expenses: readonly Expense[]; readonly dollars: number } {
  return { expenses: [...expenses], dollars: expenses.reduce((sum, { dollars }) => sum + dollars, 0) };
}
