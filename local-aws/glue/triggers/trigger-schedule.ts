import { parseCron } from "../schedule/cron-expression";
import { MinuteClock } from "../schedule/minute-clock";
import type { StoredTrigger, Triggers } from "./triggers";

/** Fires the activated SCHEDULED triggers when they are due. */
export class TriggerSchedule {
  private readonly clock: MinuteClock;

  constructor(triggers: Triggers, fire: (stored: StoredTrigger) => void) {
    this.clock = new MinuteClock((time) => {
      for (const stored of triggers.all()) {
        const { Type, State, Schedule = "" } = stored.trigger;
        if (Type === "SCHEDULED" && State === "ACTIVATED" && parseCron(Schedule).matches(time)) {
          fire(stored);
        }
      }
    });
  }

  stop(): void {
    this.clock.stop();
  }
}
