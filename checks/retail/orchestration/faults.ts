import type { Lab } from "../../engine/lab/lab";
import { type Delivery, deliveryOf, type KioskStep } from "./kiosk";

/** A night that a check lets the student's work go through. */
export interface Trial {
  readonly day: string;
  readonly delivery: Delivery;
  /** Which step fails, and how often. */
  readonly fault?: { readonly step: KioskStep; readonly times: "1" | "always" };
}

/** The trials of the checks: days that the exercise does not have, with deliveries by the seed. */
export function trialsOf(seed: number): Readonly<Record<"good" | "once" | "raw" | "gold", Trial>> {
  const trial = (at: number, fault?: Trial["fault"]): Trial => ({
    day: `2019-${String(1 + (seed % 12)).padStart(2, "0")}-${String(1 + at + (seed % 20)).padStart(2, "0")}`,
    delivery: deliveryOf(1 + ((seed + at) % 1_000_003)),
    ...(fault === undefined ? {} : { fault }),
  });
  return {
    good: trial(0),
    once: trial(1, { step: "raw", times: "1" }),
    raw: trial(2, { step: "raw", times: "always" }),
    gold: trial(3, { step: "gold", times: "always" }),
  };
}

/** Puts what the till delivers of a trial's day, and its fault. */
export async function putTrial(lab: Lab, { day, delivery, fault }: Trial): Promise<void> {
  await deleteTrial(lab, { day });
  await lab.put(`kiosk/till/${day}.jsonl`, JSON.stringify(delivery));
  if (fault !== undefined) {
    await lab.put(`kiosk/faults/${day}.${fault.step}`, fault.times);
  }
}

/** Takes away all that lies there of a trial's day. */
export async function deleteTrial(lab: Lab, { day }: Pick<Trial, "day">): Promise<void> {
  const folders = ["raw", "silver/sales", "silver/orders", "gold"].map((name) => `kiosk/${name}/dt=${day}/`);
  for (const prefix of [...folders, `kiosk/till/${day}.jsonl`, `kiosk/faults/${day}.`]) {
    await lab.deletePrefix(prefix);
  }
}
