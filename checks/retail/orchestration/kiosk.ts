import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CreateJobCommand, DeleteJobCommand } from "@aws-sdk/client-glue";
import { mixedRandom } from "../../../datasets/shared/seeded-random";
import { roleOf } from "../../../helpers/workshop";
import { root } from "../../../processes/project";
import { callerAccount, type Lab, unless } from "../../engine/lab/lab";
import { names as workshop } from "../names";

/** The jobs of the kiosk's night, by their step. */
export const kioskJobs = {
  raw: "kiosk-raw",
  sales: "kiosk-sales",
  orders: "kiosk-orders",
  gold: "kiosk-gold",
} as const;

export type KioskStep = keyof typeof kioskJobs;
export const kioskSteps = Object.keys(kioskJobs) as KioskStep[];

/** What the exercises' state machines and topic are called. */
export const kioskNames = {
  machine: "kiosk-daily-batch",
  manyDays: "kiosk-many-days",
  topic: "kiosk-alerts",
  dag: "kiosk_daily_batch",
} as const;

/** The file that the exercise gives for all four jobs. */
export const stepScript = "data/kiosk_step.py";
const scriptKey = "scripts/kiosk_step.py";

/** The days whose deliveries the exercise gives. */
export const kioskDays = ["2017-08-07", "2017-08-08", "2017-08-09"] as const;

/** What the till and the orders of a day say. Made by a computer: no real kiosk sold it. */
export interface Delivery {
  readonly receipts: readonly { readonly receipt: number; readonly amount: number }[];
  readonly orders: readonly { readonly entry: number; readonly quantity: number }[];
}

/** A delivery of a day. @param seed Other seeds make other days. */
export function deliveryOf(seed: number): Delivery {
  const random = mixedRandom(seed);
  const whole = (most: number): number => 1 + Math.floor(random() * most);
  return {
    receipts: Array.from({ length: 20 + whole(20) }, (_, at) => ({ receipt: at + 1, amount: 500 * whole(30) })),
    orders: Array.from({ length: 5 + whole(10) }, (_, at) => ({ entry: at + 1, quantity: whole(24) })),
  };
}

/** The files of the exercise: the script of the jobs, and a delivery for each of its days. */
export function kioskFiles(): [string, string][] {
  const script = readFileSync(join(root, "checks", "retail", "orchestration", "kiosk_step.py"), "utf8");
  const deliveries = kioskDays.map((day, at): [string, string] => [
    `data/till/${day}.jsonl`,
    `${JSON.stringify(deliveryOf(20170807 + at))}\n`,
  ]);
  return [[stepScript, script], ...deliveries];
}

/** The role that the exercises' jobs and state machines run as. */
export async function kioskRole(): Promise<string> {
  return `arn:aws:iam::${await callerAccount()}:role/${roleOf(workshop)}`;
}

/** Puts the jobs of the kiosk and the deliveries of the exercise's days, as the exercise's first cells do. */
export async function putKiosk(lab: Lab): Promise<void> {
  const files = new Map(kioskFiles());
  await lab.put(scriptKey, files.get(stepScript) ?? "");
  for (const day of kioskDays) {
    await lab.put(`kiosk/till/${day}.jsonl`, files.get(`data/till/${day}.jsonl`) ?? "");
  }
  const Role = await kioskRole();
  for (const step of kioskSteps) {
    const Name = kioskJobs[step];
    await lab.glue.send(new DeleteJobCommand({ JobName: Name })).catch(unless("EntityNotFoundException", undefined));
    await lab.glue.send(
      new CreateJobCommand({
        Name,
        Role,
        Command: { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: `s3://${lab.bucket}/${scriptKey}` },
        DefaultArguments: { "--bucket": lab.bucket, "--step": step, "--write": "append" },
        MaxRetries: 0,
        ExecutionProperty: { MaxConcurrentRuns: 3 },
      }),
    );
  }
}
