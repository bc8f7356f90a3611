/** What happened in a service, as EventBridge tells of it. AWS documents which there are, service by service. */
export interface ServiceEvent {
  /** Such as `aws.glue`. */
  readonly source: string;
  /** Such as `Glue Job State Change`. */
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** ARNs of what it is about, perhaps for the region that the event is told in. */
  readonly resources?: readonly string[] | ((region: string) => readonly string[]);
  /** When it happened; now where it is not given. */
  readonly time?: Date;
  /** Where it happened; where the rules are that hear of it where it is not given. */
  readonly region?: string;
}

/** Where the services tell what happened in them. Who listens keeps it before it returns. */
export class ServiceEvents {
  private readonly listeners: ((event: ServiceEvent) => void)[] = [];

  listen(listener: (event: ServiceEvent) => void): void {
    this.listeners.push(listener);
  }

  emit(event: ServiceEvent): void {
    for (const listener of this.listeners) {
      listener(event);
    }
  }
}
