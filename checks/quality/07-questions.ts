import { onFreshData } from "../engine/context";
import { foundView } from "../engine/lab/found-view";
import { type Answer, type Lab, QueryError } from "../engine/lab/lab";
import { Decided, type Finding, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { PlantContext } from "./context";
import { names } from "./layout";
import { freshViews } from "./questions/fresh-views";
import { judges, type View } from "./questions/judge";

export const questions: Step<PlantContext> = {
  number: 7,
  name: "07-questions",
  lesson: "07-query-with-athena",
  tasks: [
    {
      id: "7.1",
      title: "The view ng_by_line says for each line: coils, ng, ng_percent",
      hint: "count_if counts rows for which something holds. What is 31 / 120 of two whole numbers?",
      strongerHint:
        "SELECT line, count(*) AS coils, count_if(judgement = 'NG') AS ng, 100.0 * count_if(judgement = 'NG') / count(*) AS ng_percent FROM judged GROUP BY line",
      check: (context) => checkView(context, "ng_by_line"),
    },
    {
      id: "7.2",
      title: "The view rolling_ng says for each line and day the NG ratio of that day and the two before: ratio3",
      hint: "First a row a line and day. Then a window: by which column is it partitioned, and how many rows does its frame hold?",
      strongerHint:
        "sum(ng) OVER w * 1.0 / sum(coils) OVER w … WINDOW w AS (PARTITION BY line ORDER BY day ROWS 2 PRECEDING): ratio of sums, not mean of ratios.",
      check: (context) => checkView(context, "rolling_ng"),
    },
    {
      id: "7.3",
      title:
        "The view drift has one row: the line and day where ratio3 rose most against three days before, and the rise",
      hint: "lag looks back within its window; the greatest rise is not the greatest ratio.",
      strongerHint:
        "ratio3 - lag(ratio3, 3) OVER (PARTITION BY line ORDER BY day) AS rise, then ORDER BY rise DESC NULLS LAST LIMIT 1.",
      check: (context) => checkView(context, "drift"),
    },
  ],
};

/** What to say before the message of a view that is right on the plant's data and not on fresh data. */
export const viewOnFreshData = "On fresh data what the view answers is not right.";

async function checkView(context: PlantContext, view: View): Promise<Finding> {
  const { lab } = context;
  await foundView(lab, view, "it keeps today's answer when new coils come. A view asks again.");
  const first = judges[view](context.truth, await read(lab, view, names.database));
  if (first.state !== "right") {
    return first;
  }
  const others: Finding[] = [];
  for (const { database, truth, failures } of await freshViews(context)) {
    const failure = failures.get(view);
    others.push(failure ?? judges[view](truth, await read(lab, view, database)));
  }
  return onFreshData(first, others, viewOnFreshData);
}

async function read(lab: Lab, view: string, database: string): Promise<Answer> {
  return lab.query(`SELECT * FROM ${view}`, database).catch((error: Error) => {
    throw error instanceof QueryError ? new Decided(wrong(`The view ${view} cannot be read: ${error.message}`)) : error;
  });
}
