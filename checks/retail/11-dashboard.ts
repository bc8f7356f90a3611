import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CreateDatabaseCommand } from "@aws-sdk/client-glue";
import { paginateListSubscriptionsByTopic, SNSClient } from "@aws-sdk/client-sns";
import type { ShopData } from "../../datasets/retail/shop-data";
import { readPage } from "../../helpers/dashboard-page/build-page";
import { onFreshData } from "../engine/context";
import { copyViews } from "../engine/lab/copy-views";
import { foundView } from "../engine/lab/found-view";
import { type Answer, type Lab, QueryError } from "../engine/lab/lab";
import { Decided, type Finding, open, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { judgeAlarm } from "./dashboard/judge-alarm";
import { judgeOverFresh, judgePage } from "./dashboard/judge-page";
import { judgeSales } from "./dashboard/judge-sales";
import { judgeWaste } from "./dashboard/judge-waste";
import { putKiosk } from "./dashboard/put";
import { keys, names } from "./layout";

export const dashboard: Step<RetailContext> = {
  number: 11,
  name: "11-dashboard",
  lesson: "11-dashboard",
  tasks: [
    {
      id: "11.1",
      title: `The view ${names.wasteView} says of each category what was ordered, and which share of it was thrown away`,
      hint: "Which rows of kiosk_orders are the same delivery? And what has a category that threw nothing away?",
      strongerHint:
        "FROM kiosk_product LEFT JOIN (SELECT DISTINCT document_no, kind, entry_date, product_id, quantity FROM kiosk_orders), and a sum of CASE WHEN kind = 'order' THEN quantity ELSE 0 END.",
      check: (context) => checkView(context, names.wasteView, judgeWaste),
    },
    {
      id: "11.2",
      title: `The view ${names.pageView} has a row for each day, hour, category, brand and member`,
      hint: "All columns that somebody filters by are in the GROUP BY. What stands in member where there is none?",
      strongerHint:
        "lpad(CAST(hour(sold_at) AS varchar), 2, '0') AS hour, CASE member_sex WHEN 'F' THEN 'women' WHEN 'M' THEN 'men' ELSE 'no member' END AS member.",
      check: (context) => checkView(context, names.pageView, judgeSales),
    },
    {
      id: "11.3",
      title: `The page ${keys.page} shows sales and own-brand share, and each filter acts on every chart`,
      hint: "A filter acts on a chart where the chart's table has the filter's column. A share is a ratio of two sums.",
      strongerHint:
        '{ label: "Own brands", sum: "own_sales", per: "sales", unit: "%" }, and four filters: dt of the kind dates, category, brand and member of the kind choice.',
      check: checkPage,
    },
    {
      id: "11.4",
      title: `The alarm ${names.alarm} mails where more than 5 % of a day's sales are thrown away`,
      hint: "The value is a share of 1. How many days must be bad? What of a day without a value?",
      strongerHint:
        'Threshold: 0.05, ComparisonOperator: "GreaterThanThreshold", EvaluationPeriods: 1, TreatMissingData: "ignore", AlarmActions: [TopicArn].',
      check: checkAlarm,
    },
  ],
};

type Judge = (data: ShopData, answer: Pick<Answer, "columns" | "rows">) => Finding;

/** What is said before the message of a view that is right of the kiosk and not of another. */
export const viewOnFreshData = "Over another kiosk's data what the view answers is not right.";

async function checkView(context: RetailContext, view: string, judge: Judge): Promise<Finding> {
  const { lab, own, fresh } = context;
  await foundView(lab, view, "tomorrow it still says what was true today. A view asks again.");
  const sql = `SELECT * FROM ${view}`;
  const first = judge(own.truth, await asked(lab, sql));
  if (first.state !== "right") {
    return first;
  }
  const database = context.scratchDatabase();
  await lab.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  await putKiosk(lab, fresh.truth, { root: fresh.root, database });
  const source = { table: names.kioskReceipt, folder: `${keys.kiosk}${names.kioskReceipt}/`, rows: "receipts" };
  const failure = (await copyViews(lab, [view], source, database)).get(view);
  return onFreshData(first, [failure ?? judge(fresh.truth, await asked(lab, sql, database))], viewOnFreshData);
}

/** A kiosk's page has two thousand rows; a view that forgets to add up has a few more. */
const mostPages = 4;

async function asked(lab: Lab, sql: string, database?: string): Promise<Answer> {
  return lab.query(sql, database, mostPages).catch((error: Error) => {
    throw error instanceof QueryError ? new Decided(wrong(`Athena cannot answer \`${sql}\`: ${error.message}`)) : error;
  });
}

/** What is said before the message of a page that is right of the kiosk and not of another. */
export const pageOnFreshData = "Made of another kiosk's data the page is not right.";

async function checkPage({ lab, own, fresh }: RetailContext): Promise<Finding> {
  const html = await lab.text(keys.page);
  if (html === undefined) {
    return open(`There is no ${keys.page} yet.`);
  }
  const page = readPage(html);
  if (page === undefined) {
    return wrong(`${keys.page} is no page with its data in it, as buildPage makes it.`);
  }
  const other = Object.values(page.description.tables).find(({ name }) => name.split(".").at(-1) !== names.pageView);
  if (other !== undefined) {
    return wrong("The page reads another table.", { expected: names.pageView, seen: other.name });
  }
  const first = judgePage(own.truth, page);
  return onFreshData(first, first.state === "right" ? [judgeOverFresh(fresh.truth, page)] : [], pageOnFreshData);
}

async function checkAlarm(): Promise<Finding> {
  const cloudWatch = new CloudWatchClient();
  const sns = new SNSClient();
  try {
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [names.alarm] }));
    const [alarm] = MetricAlarms;
    if (alarm === undefined) {
      return open(`There is no alarm ${names.alarm} yet.`);
    }
    const TopicArn = alarm.AlarmActions?.find((arn) => arn.endsWith(`:${names.alertsTopic}`));
    return judgeAlarm({ alarm, protocols: TopicArn === undefined ? undefined : await protocolsOf(sns, TopicArn) });
  } finally {
    cloudWatch.destroy();
    sns.destroy();
  }
}

async function protocolsOf(client: SNSClient, TopicArn: string): Promise<string[] | undefined> {
  const found: string[] = [];
  try {
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn })) {
      found.push(...Subscriptions.map(({ Protocol = "" }) => Protocol));
    }
  } catch (error) {
    if ((error as Error).name !== "NotFoundException") {
      throw error;
    }
    return undefined;
  }
  return found;
}
