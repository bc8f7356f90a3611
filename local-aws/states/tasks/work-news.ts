import type { Integration } from "../../integration/integration";
import type { ServiceEvent } from "../../integration/service-events";

/** How often a work is asked for, in milliseconds, where nothing tells of its end. */
const askEvery = 1_000;

/** Tells when something happened to a work, by its id. */
export class WorkNews {
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(integration: Integration) {
    integration.events.listen((event) => this.tell(event));
  }

  /** The next news of a work, or the time to ask again. */
  next(id: string): { readonly happened: Promise<void>; readonly forget: () => void } {
    let wake = () => {};
    const happened = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const timer = setTimeout(wake, askEvery).unref();
    const others = this.waiting.get(id) ?? new Set();
    this.waiting.set(id, others.add(wake));
    const forget = () => {
      clearTimeout(timer);
      others.delete(wake);
      if (others.size === 0) {
        this.waiting.delete(id);
      }
    };
    return { happened, forget };
  }

  private tell({ detail }: ServiceEvent): void {
    for (const name of ["jobRunId", "queryExecutionId", "executionArn"]) {
      for (const wake of this.waiting.get(String(detail[name])) ?? []) {
        wake();
      }
    }
  }
}
