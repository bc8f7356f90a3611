import type { ServiceEvent } from "../integration/service-events";
import { newEvent } from "./event";
import { defaultBus } from "./event-buses";
import type { EventRouter } from "./event-router";
import type { Rule, Rules } from "./rules";

const regionIn = (arn: string): string => arn.split(":")[3] ?? "";

/** Events that nobody puts: what AWS's services tell, and what schedules make. */
export class OwnEvents {
  constructor(
    private readonly accountId: string,
    private readonly rules: Rules,
    private readonly router: EventRouter,
  ) {}

  /**
   * Takes what a service tells. Nothing costs a thing where no rule is on. Where it cannot be kept, the log has why: what
   * the service did has happened all the same.
   */
  tell({ source, detailType, detail, resources = [], time = new Date(), region: own }: ServiceEvent): void {
    const [first] = this.rules.matchingOn(defaultBus);
    if (first === undefined) {
      return;
    }
    const region = own ?? regionIn(first.rule.arn);
    const event = newEvent({
      ...{ source, detailType, detail, time, region },
      account: this.accountId,
      resources: typeof resources === "function" ? resources(region) : resources,
    });
    try {
      this.router.route(defaultBus, [event]);
    } catch (error) {
      console.error(`The event ${detailType} could not be kept:`, error);
    }
  }

  /** Triggers the rules whose schedules are due. */
  minute(minute: Date, isDue: (rule: Rule) => boolean): void {
    for (const rule of this.rules.scheduled().filter(isDue)) {
      const event = newEvent({
        detailType: "Scheduled Event",
        source: "aws.events",
        account: this.accountId,
        time: minute,
        region: regionIn(rule.arn),
        resources: [rule.arn],
        detail: {},
      });
      this.router.trigger(rule, event);
    }
  }
}
