import type { ServiceCalls } from "../../integration/service-calls";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import type { Invoker } from "../invocations/invoker";
import type { EventSourceMapping } from "./event-source-mapping";
import { QueueClient } from "./queue-client";
import { QueuePoller } from "./queue-poller";

/** The event source mappings, and those who ask the queues. */
export class EventSourceMappings {
  private readonly records: RecordFolder<EventSourceMapping>;
  private readonly pollers = new Map<string, QueuePoller>();

  constructor(
    dataDir: string,
    private readonly calls: ServiceCalls,
    private readonly invoker: Invoker,
  ) {
    this.records = new RecordFolder<EventSourceMapping>(DataFolder.at(dataDir), "lambda/event-source-mappings", {
      shape: objectWith({
        uuid: "string",
        region: "string",
        functionName: "string",
        functionArn: "string",
        eventSourceArn: "string",
        batchSize: "number",
        window: "number",
        filters: "list",
        tags: "object",
        lastModified: "string",
      }),
      keyOf: ({ uuid }) => uuid,
      notFound: () => notFound("The resource you requested does not exist."),
    });
  }

  /** Starts what was enabled when an earlier process ended. */
  load(): void {
    for (const mapping of this.records.values()) {
      this.follow(mapping);
    }
  }

  /** @throws AwsError `ResourceNotFoundException` */
  get(uuid: string): EventSourceMapping {
    return this.records.get(uuid);
  }

  /** All mappings, sorted by UUID. */
  all(): EventSourceMapping[] {
    return [...this.records.values()].sort((a, b) => (a.uuid < b.uuid ? -1 : 1));
  }

  /** Keeps a mapping, and starts or stops it. */
  put(mapping: EventSourceMapping): void {
    this.records.put(mapping);
    this.follow(mapping);
  }

  delete(uuid: string): void {
    this.records.delete(uuid);
    this.leave(uuid);
  }

  queue(arn: string): QueueClient {
    return new QueueClient(this.calls, arn);
  }

  /** Stops all, and forgets them. */
  reset(): void {
    this.stop();
    this.records.clear();
  }

  /** Asks no queue any more. */
  stop(): void {
    for (const uuid of this.pollers.keys()) {
      this.leave(uuid);
    }
  }

  private follow(mapping: EventSourceMapping): void {
    this.leave(mapping.uuid);
    if (mapping.enabled) {
      this.pollers.set(mapping.uuid, new QueuePoller(mapping, this.queue(mapping.eventSourceArn), this.invoker));
    }
  }

  private leave(uuid: string): void {
    this.pollers.get(uuid)?.stop();
    this.pollers.delete(uuid);
  }
}
