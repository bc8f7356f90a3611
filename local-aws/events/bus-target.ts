import type { Delivery, Target } from "../integration/targets";
import { AwsError } from "../protocol/aws-error";
import { BusEvent } from "./event";
import type { EventBuses } from "./event-buses";
import type { EventRouter } from "./event-router";
import { objectIn } from "./json-text";
import { busName } from "./resource-names";

/** A bus as the target of another bus's rule, or of a schedule: the event goes on as it is. */
export class BusTarget implements Target {
  constructor(
    private readonly buses: EventBuses,
    private readonly router: EventRouter,
  ) {}

  async deliver({ arn, body, from }: Delivery): Promise<void> {
    const [, , , region = ""] = arn.split(":");
    const { name } = this.buses.get(busName(arn), region);
    const json = objectIn(body);
    if (json === undefined || typeof json["detail-type"] !== "string") {
      throw new AwsError("ValidationException", "What a rule sends to a bus must be an event.");
    }
    this.router.route(name, [new BusEvent(json, from.principal === "events.amazonaws.com")]);
  }
}
