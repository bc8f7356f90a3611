import type { DBInstance } from "@aws-sdk/client-rds";
import type { DuckDBConnection } from "@duckdb/node-api";
import { columns, type TableName } from "../../../datasets/retail/csv";
import type { Entry } from "../../../datasets/retail/entries";
import { shopData } from "../../../datasets/retail/shop-data";
import { freshKiosk } from "../../../datasets/retail/world";
import { AskedDuckDb, makeTable } from "../../engine/clauses/asked-duckdb";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onFreshData } from "../../engine/context";
import { type Finding, right as rightFinding } from "../../engine/verdict";
import { onceOnFreshData, wantedRows } from "../03-database";
import { ownKiosk } from "../context";
import { judgeInstance } from "../database/judge-instance";
import { judgeOnce } from "../database/judge-once";
import { judgeLoaded, judgeTables, keyColumns, type TextRow, tableNames } from "../database/judge-tables";

/** What a student makes in step 3. */
export interface ShopDatabase {
  readonly instance: DBInstance;
  readonly schema: string;
  readonly types: Readonly<Partial<Record<TableName, Readonly<Record<string, string>>>>>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly rows: (table: TableName, rows: readonly TextRow[]) => readonly TextRow[];
  /** The SELECT of the view, over `balju_refund`. */
  readonly view: string;
}

const instance: DBInstance = {
  Engine: "postgres",
  DBInstanceClass: "db.t4g.micro",
  DBName: "kiosk",
  MasterUsername: "kiosk_admin",
  MasterUserSecret: { SecretArn: "arn" },
  DBInstanceStatus: "available",
};

const sameEntry = "document_no, kind, entry_date, product_id, quantity, updated_at";

const right: ShopDatabase = {
  instance,
  schema: "retail",
  types: columns,
  keys: keyColumns,
  rows: (_table, rows) => rows,
  view: `SELECT min(entry_id) AS entry_id, ${sameEntry} FROM balju_refund GROUP BY ${sameEntry}`,
};

const others: readonly OtherWay<ShopDatabase>[] = [
  {
    name: "the key's columns in another order, a window in the view",
    solution: {
      keys: { ...keyColumns, receipt: ["line_no", "receipt_id"] },
      types: {
        ...columns,
        receipt: { ...columns.receipt, sold_at: "timestamp without time zone" },
      },
      rows: (_table, rows) => [...rows].reverse(),
      view: `SELECT * FROM balju_refund QUALIFY row_number() OVER (PARTITION BY ${sameEntry} ORDER BY entry_id) = 1`,
    },
  },
];

const { MasterUserSecret: _none, ...withoutSecret } = instance;
const { amount: _amount, ...withoutAmount } = columns.receipt;

/** A change of the rows of one table. */
const ofTable =
  (wanted: TableName, change: (row: TextRow, index: number) => TextRow | undefined): ShopDatabase["rows"] =>
  (table, rows) =>
    table === wanted ? rows.map(change).filter((row) => row !== undefined) : rows;

const clauses: readonly Clause<ShopDatabase>[] = [
  {
    task: "3.1",
    clause: "RDS keeps the password",
    plant: "the description of the instance",
    mistake: "MasterUserPassword in the notebook",
    wrong: { instance: withoutSecret },
    message: "Its master password was given by hand: who typed it knows it, and nobody changes it.",
  },
  {
    task: "3.1",
    clause: "with the database kiosk",
    plant: "the description of the instance",
    mistake: "DBName forgotten",
    wrong: { instance: { ...instance, DBName: undefined } },
    message: "There is no database kiosk on it: DBName makes one with the instance.",
  },
  {
    task: "3.1",
    clause: "db.t4g.micro",
    plant: "the description of the instance",
    mistake: "db.m6g.large",
    wrong: { instance: { ...instance, DBInstanceClass: "db.m6g.large" } },
    message: "The instance is of another class: its hours would be billed at another price.",
  },
  {
    task: "3.1",
    clause: "the master user kiosk_admin",
    plant: "the description of the instance",
    mistake: "postgres as the master user",
    wrong: { instance: { ...instance, MasterUsername: "postgres" } },
    message: "Its master user has another name.",
  },
  {
    task: "3.2",
    clause: "the schema retail",
    plant: "information_schema",
    mistake: "CREATE TABLE receipt, without a schema",
    wrong: { schema: "public" },
    message: "The tables are in the schema public: a name without a schema means that one.",
  },
  {
    task: "3.2",
    clause: "the columns of the files",
    plant: "information_schema",
    mistake: "amount forgotten",
    wrong: { types: { ...columns, receipt: withoutAmount } },
    message: "The column amount of receipt is missing.",
  },
  {
    task: "3.2",
    clause: "the types",
    plant: "information_schema",
    mistake: "receipt_id as integer",
    wrong: { types: { ...columns, receipt: { ...columns.receipt, receipt_id: "integer" } } },
    message: "receipt_id of receipt has another type: a receipt's number is longer than an integer.",
  },
  {
    task: "3.2",
    clause: "the types",
    plant: "information_schema",
    mistake: "sold_at with a time zone",
    wrong: { types: { ...columns, receipt: { ...columns.receipt, sold_at: "timestamp with time zone" } } },
    message: "sold_at of receipt has another type: the till writes the shop's own time, without a zone.",
  },
  {
    task: "3.2",
    clause: "the primary keys",
    plant: "receipts with several lines",
    mistake: "PRIMARY KEY (receipt_id)",
    wrong: { keys: { ...keyColumns, receipt: ["receipt_id"] } },
    message: "The primary key of receipt is another one: two different rows may share it.",
  },
  {
    task: "3.2",
    clause: "the primary keys",
    plant: "information_schema",
    mistake: "no key for the entries",
    wrong: { keys: { ...keyColumns, balju_refund: [] } },
    message: "The primary key of balju_refund is another one: it has none, so that a second load doubles every row.",
  },
  {
    task: "3.3",
    clause: "every line",
    plant: "the last line of the file",
    mistake: "the last line was cut off",
    wrong: { rows: ofTable("receipt", (row, index) => (index === 7 ? undefined : row)) },
    message: "Of the rows of receipt, 1 is missing (such as …).",
  },
  {
    task: "3.3",
    clause: "an empty cell as NULL",
    plant: "receipts without a membership",
    mistake: "an empty text",
    wrong: { rows: ofTable("receipt", (row) => ({ ...row, member_sex: row.member_sex ?? "" })) },
    message: "member_sex of receipt is not what the file says: an empty cell is NULL, not a text or a number.",
  },
  {
    task: "3.3",
    clause: "as the file says",
    plant: "times without a zone",
    mistake: "an INSERT with a Date, in Seoul",
    wrong: {
      rows: ofTable("receipt", (row) => ({ ...row, sold_at: `${row.sold_at?.slice(0, 11)}00:00:00` })),
    },
    message:
      "sold_at of receipt is not what the file says: it is another time. A Date of JavaScript has a zone, the file has none.",
  },
  {
    task: "3.3",
    clause: "as the file says",
    plant: "promotions",
    mistake: "amount worked out anew",
    wrong: {
      rows: ofTable("receipt", (row) => ({ ...row, amount: String(Number(row.quantity) * Number(row.unit_price)) })),
    },
    message: "amount of receipt is not what the file says: that is the price before the promotion.",
  },
  {
    task: "3.3",
    clause: "the three tables",
    plant: "the files",
    mistake: "another kiosk's products",
    wrong: { rows: ofTable("product", (row) => ({ ...row, product_id: `9${row.product_id}` })) },
    message: "Of the rows of product, … are missing (such as …); … are too many (such as …).",
  },
  {
    task: "3.4",
    clause: "only the first of a delivery that was entered twice",
    plant: "a delivery that was entered twice",
    mistake: "SELECT DISTINCT *",
    wrong: { view: "SELECT DISTINCT * FROM balju_refund" },
    message: "The view has every entry: the delivery that was entered twice is there twice.",
  },
  {
    task: "3.4",
    clause: "the one with the smaller number",
    plant: "a delivery that was entered twice",
    mistake: "max(entry_id)",
    wrong: { view: `SELECT max(entry_id) AS entry_id FROM balju_refund GROUP BY ${sameEntry}` },
    message: "Of a delivery that was entered twice, the view keeps the later entry; the first one is asked for.",
  },
  {
    task: "3.4",
    clause: "every entry",
    plant: "many products a day",
    mistake: "one entry for each document",
    wrong: { view: "SELECT min(entry_id) AS entry_id FROM balju_refund GROUP BY document_no" },
    message: "The view leaves out entries that only look alike: what makes two entries the same delivery?",
  },
  {
    task: "3.4",
    clause: "every entry",
    plant: "a delivery that was entered twice",
    mistake: "both of the pair are left out",
    wrong: {
      view: `SELECT min(entry_id) AS entry_id FROM balju_refund GROUP BY ${sameEntry} HAVING count(*) = 1`,
    },
    message: "Of the entries, 1 is missing (such as …).",
  },
];

const duckDb = new AskedDuckDb<readonly Entry[]>(async (connection: DuckDBConnection, entries) => {
  const rows = entries.map(
    (entry) =>
      `(${entry.entry_id}, '${entry.document_no}', '${entry.kind}', date '${entry.entry_date}', ${entry.product_id}, ${entry.quantity}, timestamp '${entry.updated_at}')`,
  );
  await makeTable(connection, "balju_refund", `entry_id, ${sameEntry}`, rows);
});

const freshEntries = new Map<number, readonly Entry[]>();

function freshOf(seed: number): readonly Entry[] {
  const entries = freshEntries.get(seed) ?? shopData(freshKiosk(seed)).entries;
  freshEntries.set(seed, entries);
  return entries;
}

async function judge(solution: ShopDatabase, task: string, seed: number): Promise<Finding> {
  if (task === "3.1") {
    return judgeInstance(solution.instance);
  }
  if (task === "3.2") {
    const seen = Object.entries(solution.types).flatMap(([table, types]) =>
      Object.entries(types).map(([name, type]) => ({ table_name: table, column_name: name, data_type: type })),
    );
    return judgeTables(seen, solution.keys, solution.schema);
  }
  if (task === "3.3") {
    const findings = tableNames.map((table) => {
      const rows = wantedRows(table, ownKiosk());
      return judgeLoaded(table, rows, solution.rows(table, rows));
    });
    return findings.find(({ state }) => state !== "right") ?? rightFinding("All tables.");
  }
  const answers = await Promise.all(
    [ownKiosk().entries, freshOf(seed)].map(async (entries) => {
      const { columns: names, rows } = await duckDb.answer(entries, solution.view);
      const at = names.findIndex(({ name }) => name === "entry_id");
      return judgeOnce(
        entries,
        rows.map((row) => row[at] ?? ""),
      );
    }),
  );
  return onFreshData(answers[0] as Finding, answers.slice(1), onceOnFreshData);
}

export const step3: StepClauses<ShopDatabase> = {
  step: 3,
  right,
  others,
  clauses,
  tasks: ["3.1", "3.2", "3.3", "3.4"],
  seeds: 5,
  judge,
};
