import type { TrinoAddress } from "../../engines/trino/trino-client";
import { fetchQueryInfo } from "../../engines/trino/trino-query-info";
import type { QueryStore } from "./query-store";
import { runStatistics } from "./runtime-statistics";

/** Trino remembers a query much longer. Right at its end the processor is for who reads its rows. */
const laterMs = 1_000;

/** Keeps what Trino tells of a query that has ended, and forgets after a while: a little later, or when it is asked for. */
export class LateStatistics {
  /** Fetch what is still to be fetched, by the query's id. */
  private readonly waiting = new Map<string, () => Promise<void>>();

  constructor(private readonly queries: QueryStore) {}

  /** @param trinoId Trino's own id of the query. */
  add(id: string, trino: TrinoAddress, trinoId: string): void {
    let kept: Promise<void> | undefined;
    const keep = () => {
      kept ??= this.keep(id, trino, trinoId).finally(() => this.waiting.delete(id));
      return kept;
    };
    const timer = setTimeout(keep, laterMs);
    this.waiting.set(id, () => {
      clearTimeout(timer);
      return keep();
    });
  }

  /** Fetches now what is to be known of a query. */
  async known(id: string): Promise<void> {
    await this.waiting.get(id)?.();
  }

  async allKnown(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((id) => this.known(id)));
  }

  /** A query that has succeeded stays so where Trino has nothing to tell. */
  private async keep(id: string, trino: TrinoAddress, trinoId: string): Promise<void> {
    const info = await fetchQueryInfo(trino, trinoId).catch(() => undefined);
    if (info !== undefined && this.queries.has(id)) {
      this.queries.put({ ...this.queries.get(id), runStatistics: runStatistics(info) });
    }
  }
}
