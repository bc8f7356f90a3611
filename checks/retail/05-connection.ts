import {
  CreateConnectionCommand,
  CreateCrawlerCommand,
  DeleteConnectionCommand,
  DeleteCrawlerCommand,
  GetConnectionCommand,
  GetCrawlerCommand,
  StartCrawlerCommand,
  TestConnectionCommand,
} from "@aws-sdk/client-glue";
import type { DatabaseAccess } from "../../helpers/postgres";
import { waitFor } from "../../helpers/wait";
import { type Lab, unless } from "../engine/lab/lab";
import { Decided, type Finding, open } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { judgeConnection } from "./catalog/judge-connection";
import { judgeCrawled } from "./catalog/judge-crawled";
import { judgeDays } from "./catalog/judge-days";
import type { RetailContext } from "./context";
import { adminAccess, findInstance, putKiosk } from "./database/kiosk";
import { dayOf } from "./layers/judge-sums";
import { keys, names } from "./layout";
import { names as workshop } from "./names";
import { putReader } from "./secrets/reader";

export const connection: Step<RetailContext> = {
  number: 5,
  name: "05-connection",
  lesson: "05-connection-and-crawler",
  put: async (context) => {
    const admin = await putKiosk(context.own.truth);
    await putReader(context.lab, admin);
    await putConnection(context.lab, admin);
    await putCrawled(context.lab);
  },
  tasks: [
    {
      id: "5.1",
      title:
        "The connection retail-kiosk leads to the kiosk's database by the secret retail/kiosk, and holds no password",
      hint: "Which property names a secret? And what does TestConnection say?",
      strongerHint:
        'ConnectionType: "JDBC", ConnectionProperties: { JDBC_CONNECTION_URL: "jdbc:postgresql://<host>:<port>/kiosk", SECRET_ID: "retail/kiosk" }.',
      check: checkConnection,
    },
    {
      id: "5.2",
      title: "The crawler retail-kiosk-crawler has described the three tables of the kiosk in retail_exercises",
      hint: "A JDBC target is a connection and a path of three parts. Which sign stands for any table?",
      strongerHint:
        'Targets: { JdbcTargets: [{ ConnectionName: "retail-kiosk", Path: "kiosk/retail/%" }] }, no TablePrefix.',
      check: checkCrawled,
    },
    {
      id: "5.3",
      title:
        "The fourteen daily files have keys by which a crawler makes them one table, days_receipt, partitioned by dt",
      hint: "What does a crawler take for a table: a file, or a prefix? How does a prefix say the name of a key?",
      strongerHint: "days/receipt/dt=<day>/part-0.csv.",
      check: checkDays,
    },
  ],
};

/** The connection as exercise 5 leaves it. */
export async function putConnection(lab: Lab, { host, port, dbname }: DatabaseAccess): Promise<void> {
  await lab.glue
    .send(new DeleteConnectionCommand({ ConnectionName: names.connection }))
    .catch(unless("EntityNotFoundException", undefined));
  const JDBC_CONNECTION_URL = `jdbc:postgresql://${host}:${port}/${dbname}`;
  const ConnectionProperties = { JDBC_CONNECTION_URL, SECRET_ID: names.secret };
  await lab.glue.send(
    new CreateConnectionCommand({
      ConnectionInput: { Name: names.connection, ConnectionType: "JDBC", ConnectionProperties },
    }),
  );
}

async function putCrawled(lab: Lab): Promise<void> {
  await lab.glue
    .send(new DeleteCrawlerCommand({ Name: names.crawler }))
    .catch(unless("EntityNotFoundException", undefined));
  await lab.glue.send(
    new CreateCrawlerCommand({
      Name: names.crawler,
      Role: workshop.role,
      DatabaseName: names.database,
      Targets: { JdbcTargets: [{ ConnectionName: names.connection, Path: `${names.shopDatabase}/${names.schema}/%` }] },
    }),
  );
  await lab.glue.send(new StartCrawlerCommand({ Name: names.crawler }));
  await waitFor({
    what: `the crawler ${names.crawler}`,
    timeoutSeconds: 900,
    poll: async () => (await lab.glue.send(new GetCrawlerCommand({ Name: names.crawler }))).Crawler?.State,
    isDone: (state) => state === "READY",
    onInterrupt: () => "The crawl goes on.",
  });
}

async function checkConnection({ lab }: RetailContext): Promise<Finding> {
  const instance = await findInstance();
  const admin = instance && (await adminAccess(instance));
  if (admin === undefined) {
    throw new Decided(open("The kiosk's database is not there yet: exercise 3 makes it."));
  }
  const answer = await lab.glue
    .send(new GetConnectionCommand({ Name: names.connection }))
    .catch(unless("EntityNotFoundException", undefined));
  const failure = await lab.glue
    .send(new TestConnectionCommand({ ConnectionName: names.connection }))
    .then(() => undefined)
    .catch((error: Error) => error.message);
  const url = `jdbc:postgresql://${admin.host}:${admin.port}/${names.shopDatabase}`;
  return judgeConnection({ connection: answer?.Connection, url, failure });
}

async function checkCrawled({ lab }: RetailContext): Promise<Finding> {
  const answer = await lab.glue
    .send(new GetCrawlerCommand({ Name: names.crawler }))
    .catch(unless("EntityNotFoundException", undefined));
  return judgeCrawled({ crawler: answer?.Crawler, tables: await lab.tables() });
}

async function checkDays({ lab, own }: RetailContext): Promise<Finding> {
  const tables = (await lab.tables()).filter(({ Name = "" }) => Name.startsWith("days_"));
  const isThere = tables.some(({ Name }) => Name === names.daysTable);
  return judgeDays([...new Set(own.truth.lines.map(dayOf))], {
    tables,
    partitions: isThere ? (await lab.partitions(names.daysTable)).map(({ Values = [] }) => Values) : [],
    objects: (await lab.objects(keys.days)).length,
  });
}
