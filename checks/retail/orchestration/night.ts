import type { Delivery, KioskStep } from "./kiosk";

/** A run of one of the kiosk's jobs. */
export interface StepRun {
  readonly step: KioskStep;
  /** As Glue says it, such as `SUCCEEDED`. */
  readonly state: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** A day's figures, as the job of gold keeps them. */
export interface Gold {
  readonly receipts: number;
  readonly sales: number;
  readonly ordered: number;
}

/** What was seen of one night: of an execution of the state machine, or a run of the DAG. */
export interface Night {
  readonly day: string;
  /** Whether the orchestrator calls it good; undefined where it had to be stopped. */
  readonly isGreen: boolean | undefined;
  /** What the orchestrator says where it is not good. */
  readonly reason: string;
  /** The runs for this day, in the order of their start. */
  readonly runs: readonly StepRun[];
  /** The days of the runs for other days, begun meanwhile. */
  readonly otherDays: readonly string[];
  readonly gold: Gold | undefined;
  readonly mails: readonly Mail[];
}

/** How an orchestrator is spoken of. */
export interface Words {
  /** Such as `the execution`. */
  readonly run: string;
  /** Its state where all went well, and where not. */
  readonly green: string;
  readonly red: string;
  /** What makes a task wait for its job. */
  readonly waiting: string;
  /** Where the day comes from. */
  readonly input: string;
  /** Where tries are counted. */
  readonly tries: string;
}

/** What gold should say of a delivery. */
export function goldOf({ receipts, orders }: Delivery): Gold {
  return {
    receipts: receipts.length,
    sales: receipts.reduce((sum, { amount }) => sum + amount, 0),
    ordered: orders.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}
