import type { Client } from "pg";
import { columns, type TableName } from "../../datasets/retail/csv";
import type { ShopData } from "../../datasets/retail/shop-data";
import { onFreshData } from "../engine/context";
import { Decided, type Finding, open, right, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { judgeInstance } from "./database/judge-instance";
import { judgeOnce } from "./database/judge-once";
import { judgeLoaded, judgeTables, type SeenColumn, type TextRow, tableNames, textRow } from "./database/judge-tables";
import { adminAccess, asking, findInstance, inScratchDatabase, putKiosk, putTables } from "./database/kiosk";
import { names } from "./layout";

export const database: Step<RetailContext> = {
  number: 3,
  name: "03-database",
  lesson: "03-database",
  put: async ({ own }) => {
    await putKiosk(own.truth);
  },
  tasks: [
    {
      id: "3.1",
      title:
        "The instance retail-kiosk is a PostgreSQL db.t4g.micro with the database kiosk, and RDS keeps its password",
      hint: "CreateDBInstance takes MasterUserPassword, or something that makes it unnecessary. And it answers long before it is done.",
      strongerHint:
        'Engine: "postgres", DBInstanceClass: "db.t4g.micro", AllocatedStorage: 20, DBName: "kiosk", MasterUsername: "kiosk_admin", ManageMasterUserPassword: true; then waitUntilDBInstanceAvailable.',
      check: async () => judgeInstance(await findInstance()),
    },
    {
      id: "3.2",
      title:
        "The schema retail has the tables product, receipt and balju_refund, with the store's types and primary keys",
      hint: "What of a receipt is there only once? Its number is twelve digits long: what does an integer hold?",
      strongerHint:
        "receipt_id bigint, …, sold_at timestamp, …, PRIMARY KEY (receipt_id, line_no): lesson 3 has the three statements.",
      check: checkTables,
    },
    {
      id: "3.3",
      title: "The three tables hold every line of their files once, an empty cell as NULL",
      hint: "postgres.copyCsv(db, table, file) loads one file. What if it ran before? A second COPY is refused by the key.",
      strongerHint: "TRUNCATE the three tables first, then copyCsv for each of the three files in data/.",
      check: checkLoaded,
    },
    {
      id: "3.4",
      title: "The view retail.counted_once has every entry, but of a delivery that was entered twice only the first",
      hint: "Two entries are the same delivery where all but entry_id is the same. Which of them has the smaller number?",
      strongerHint:
        "SELECT min(entry_id) AS entry_id, document_no, kind, entry_date, product_id, quantity, updated_at FROM retail.balju_refund GROUP BY 2, 3, 4, 5, 6, 7.",
      check: checkOnce,
    },
  ],
};

/** Asks the kiosk's database as its master user. @throws Decided Where there is none yet. */
async function inKiosk<Result>(ask: (client: Client) => Promise<Result>): Promise<Result> {
  const instance = await findInstance();
  const admin = instance && (await adminAccess(instance));
  if (admin === undefined || instance?.DBInstanceStatus !== "available") {
    throw new Decided(open("The database does not answer yet: task 3.1 comes first."));
  }
  return asking(admin, ask);
}

async function checkTables(): Promise<Finding> {
  return inKiosk(async (client) => {
    const { rows } = await client.query<SeenColumn & { readonly table_schema: string }>(
      `SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
        WHERE table_name = ANY ($1) AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
      [tableNames],
    );
    const isThere = rows.some(({ table_schema: one }) => one === names.schema);
    const schema = isThere ? names.schema : (rows[0]?.table_schema ?? names.schema);
    const seen = rows.filter(({ table_schema: one }) => one === schema);
    return judgeTables(seen, await keysOf(client, schema), schema);
  });
}

async function keysOf(client: Client, schema: string): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ table_name: string; columns: string[] }>(
    `SELECT table_name, array_agg(column_name::text) AS columns FROM information_schema.table_constraints
      JOIN information_schema.key_column_usage USING (constraint_schema, constraint_name, table_name)
      WHERE constraint_type = 'PRIMARY KEY' AND constraint_schema = $1 GROUP BY table_name`,
    [schema],
  );
  return Object.fromEntries(rows.map((row) => [row.table_name, row.columns]));
}

async function checkLoaded({ own }: RetailContext): Promise<Finding> {
  return inKiosk(async (client) => {
    const counts: string[] = [];
    for (const table of tableNames) {
      const finding = judgeLoaded(table, wantedRows(table, own.truth), await textRows(client, table));
      if (finding.state !== "right") {
        return finding;
      }
      counts.push(finding.message.replace(/\.$/, ""));
    }
    return right(`${counts.join(", ")}.`);
  });
}

/** The rows that a table should hold. */
export function wantedRows(table: TableName, { products, lines, entries }: ShopData): TextRow[] {
  const rows: readonly object[] = { product: products, receipt: lines, balju_refund: entries }[table];
  return rows.map((row) => textRow(table, row));
}

async function textRows(client: Client, table: TableName): Promise<TextRow[]> {
  const parts = Object.keys(columns[table]).map((name) => `${name}::text`);
  const answer = await client
    .query<TextRow>(`SELECT ${parts.join(", ")} FROM ${names.schema}.${table}`)
    .catch((error: Error) => {
      throw new Decided(open(`The table ${table} cannot be read: ${error.message}. Task 3.2 comes first.`));
    });
  return answer.rows;
}

/** What to say before the message of a view that is right on the kiosk's entries and not on another's. */
export const onceOnFreshData = "On another kiosk's entries what the view answers is not right.";

async function checkOnce({ own, fresh }: RetailContext): Promise<Finding> {
  const name = `${names.schema}.counted_once`;
  const instance = await findInstance();
  const [definition, first] = await inKiosk(async (client) => {
    const { rows } = await client.query<{ definition: string | null }>(
      "SELECT pg_get_viewdef(to_regclass($1)) AS definition",
      [name],
    );
    const found = rows[0]?.definition;
    if (found === null || found === undefined) {
      throw new Decided(open(`There is no view ${name} yet.`));
    }
    return [found, judgeOnce(own.truth.entries, await entryIds(client, `SELECT * FROM ${name}`))] as const;
  });
  const admin = instance && (await adminAccess(instance));
  if (first.state !== "right" || admin === undefined) {
    return first;
  }
  const other = await inScratchDatabase(admin, async (client) => {
    await putTables(client, fresh.truth);
    return judgeOnce(fresh.truth.entries, await entryIds(client, definition));
  });
  return onFreshData(first, [other], onceOnFreshData);
}

async function entryIds(client: Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ entry_id?: unknown }>(sql);
  if (rows.some(({ entry_id: id }) => id === undefined)) {
    throw new Decided(wrong("The view has no column entry_id.", { expected: "entry_id and the other six columns" }));
  }
  return rows.map(({ entry_id: id }) => String(id));
}
