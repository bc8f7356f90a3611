import { Outbox } from "./outbox";
import { ServiceCalls } from "./service-calls";
import { ServiceEvents } from "./service-events";
import { ServiceMetrics } from "./service-metrics";
import { Targets } from "./targets";

/** How the services of one embedded AWS reach each other. */
export class Integration {
  readonly events = new ServiceEvents();
  readonly metrics = new ServiceMetrics();
  readonly targets = new Targets();
  readonly calls = new ServiceCalls();
  readonly outbox: Outbox;

  constructor(dataDir: string) {
    this.outbox = new Outbox(dataDir, this.targets);
  }
}
