import { CreateDatabaseCommand } from "@aws-sdk/client-glue";
import { copyViews, tablesOver, type ViewSource } from "../../engine/lab/copy-views";
import type { WrongFinding } from "../../engine/verdict";
import type { FreshPlace, PlantContext } from "../context";
import { keys, names } from "../layout";
import { putJudged, putJudgedTable } from "../state";
import type { Truth } from "../truth";

/** The student's views over fresh data, in a database of their own. */
export interface FreshViews {
  readonly database: string;
  readonly truth: Truth;
  /** What is said of a view that could not be made there, by its name. */
  readonly failures: ReadonlyMap<string, WrongFinding>;
}

const source: ViewSource = { table: names.judgedTable, folder: keys.judged, rows: "coils" };
const made = new WeakMap<PlantContext, Promise<FreshViews[]>>();

/** The views of the three tasks, and all that they are made of, over two other plants' data: of earlier and of later days. */
export function freshViews(context: PlantContext): Promise<FreshViews[]> {
  const known = made.get(context) ?? makeAll(context);
  made.set(context, known);
  return known;
}

async function makeAll(context: PlantContext): Promise<FreshViews[]> {
  const all: FreshViews[] = [];
  for (const isEarlier of [true, false]) {
    all.push(await make(context, context.fresh(isEarlier)));
  }
  return all;
}

async function make(context: PlantContext, { root: base, truth }: FreshPlace): Promise<FreshViews> {
  const { lab } = context;
  const root = `${base}step-7/`;
  const database = context.scratchDatabase();
  await lab.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  await putJudged(lab, truth, root);
  const tables = new Map((await lab.tables()).map((table) => [table.Name ?? "", table]));
  for (const name of tablesOver(source, tables, lab.bucket)) {
    await putJudgedTable(lab, truth, root, database, name);
  }
  return { database, truth, failures: await copyViews(lab, names.views, source, database) };
}
