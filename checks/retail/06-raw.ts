import { fileNames, shopFiles } from "../../datasets/retail/shop-data";
import { freshKiosk, kiosk } from "../../datasets/retail/world";
import type { ParquetRows } from "../engine/lab/parquet";
import type { StepJob } from "../engine/step-job";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { onFreshRuns, type Run } from "./fresh-runs";
import { keys } from "./layout";
import { judgeDays, judgeNewest, judgeReplaced } from "./raw/judge-days";
import { runsOf, type TwoRuns } from "./raw/lines";
import { putRaw } from "./raw/put-raw";

export const rawJob: StepJob = {
  name: "retail-exercises-raw",
  arguments: (at) => ({
    "--deliveries_path": at(keys.deliveries),
    "--look_path": at(keys.look),
    "--lines_path": at(keys.lines),
    "--receipt_path": at(keys.receipt),
  }),
};

type Judge = (runs: TwoRuns, seen: ParquetRows | undefined) => Finding;

export const rawStep: Step<RetailContext> = {
  number: 6,
  name: "06-raw",
  lesson: "06-raw",
  script: "06_raw.py",
  job: rawJob,
  put: putRaw,
  tasks: [
    {
      id: "6.1",
      title: "processed/look/ has the lines that were sold on the days of the run, with their day in dt",
      hint: "Which column says when a line was sold, and which when it came? And when does the last day end?",
      strongerHint: "dt is date_format(sold_at, 'yyyy-MM-dd'); keep the lines whose dt lies between first and last.",
      check: (context) => checkRuns(context, keys.look, judgeDays),
    },
    {
      id: "6.2",
      title: "raw/lines/ has a folder a day, of which a run replaces its own and no other",
      hint: "append adds, overwrite empties. Which setting of Spark makes overwrite spare the days that are not written?",
      strongerHint: 'mode("overwrite") with the option partitionOverwriteMode = dynamic, and partitionBy("dt").',
      check: (context) => checkRuns(context, keys.lines, judgeReplaced),
    },
    {
      id: "6.3",
      title: "raw/receipt/ has each line of a receipt once, in its newest state",
      hint: "Which two columns know a line again, and which one says which of its states is newer?",
      strongerHint:
        "row_number over the states of each receipt_id and line_no, the newest updated_at first; keep number 1.",
      check: (context) => checkRuns(context, keys.receipt, judgeNewest),
    },
  ],
};

function checkRuns(context: RetailContext, key: string, judge: Judge): Promise<Finding> {
  const fresh = runsOf(context.fresh.truth, freshKiosk(context.seed));
  return onFreshRuns(
    context,
    rawJob,
    freshRuns(context, fresh),
    async () => judge(runsOf(context.own.truth, kiosk), await context.lab.parquet(key)),
    async ({ root }) => judge(fresh, await context.lab.parquet(root + key)),
  );
}

/** What the check does with another kiosk: a run, then what came late, and a run for its days. */
function freshRuns({ lab }: RetailContext, { data, first, second }: TwoRuns): Run[] {
  const files = shopFiles(data);
  const deliver = (name: string) => async (root: string) =>
    lab.put(`${root}${keys.deliveries}${name}`, files.get(name) ?? "");
  return [
    { put: deliver(fileNames.receipt), args: { "--first": first[0], "--last": first[1] } },
    { put: deliver(fileNames.late), args: { "--first": second[0], "--last": second[1] } },
  ];
}
