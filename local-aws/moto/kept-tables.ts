import { join } from "node:path";
import type { DataFolder } from "../storage/data-folder";
import { Journal } from "../storage/journal";
import { objectWith } from "../storage/sealed";
import { removeFolder } from "../storage/write";

type Members = Readonly<Record<string, unknown>>;
/** Attributes by their names, in DynamoDB's JSON. */
type Item = Readonly<Record<string, unknown>>;

/** Carries out an operation of DynamoDB in moto. @throws Where it is refused. */
export type Call = (operation: string, input: Members, region: string) => Promise<Members>;

/** A table as it was made and changed, one request after the other. */
interface Definition {
  readonly requests: readonly { readonly operation: string; readonly input: Members }[];
}

interface StoredItem {
  readonly item: Item;
}

const ofTables = new Set([
  ...["CreateTable", "UpdateTable", "UpdateTimeToLive", "UpdateContinuousBackups", "TagResource", "UntagResource"],
]);
const ofStatements = new Set(["ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"]);
const ofItems = new Set(["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"]);
const mostInABatch = 25;

/**
 * The tables of DynamoDB, whose work moto does and forgets at its end. Each table's requests and each item are written
 * before a client has its answer, and given to a moto that begins anew. Writes go one after the other, so that what is
 * kept has moto's order.
 */
export class KeptTables {
  private readonly folder: string;
  private tables: Journal<Definition> | undefined;
  private items: Journal<StoredItem> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly data: DataFolder) {
    this.folder = join(data.path, "dynamodb");
  }

  /** Whether an operation changes what is kept. */
  static changes(operation: string): boolean {
    return operation === "DeleteTable" || [ofTables, ofItems, ofStatements].some((names) => names.has(operation));
  }

  /**
   * Carries out an operation that changes something, and keeps what it has changed.
   *
   * @param run Carries it out.
   * @param isDone Whether its answer is none that refuses.
   */
  around<Answer>(
    write: { readonly operation: string; readonly input: Members; readonly region: string; readonly call: Call },
    run: () => Promise<Answer>,
    isDone: (answer: Answer) => boolean = () => true,
  ): Promise<Answer> {
    const done = this.last.then(async () => {
      const answer = await run();
      if (isDone(answer)) {
        await this.keep(write.operation, write.input, write.region, write.call);
      }
      return answer;
    });
    this.last = done.catch(() => {});
    return done;
  }

  /** Gives all to a moto that has nothing. A table that it refuses takes no other down, and the log tells why. */
  async restore(call: Call): Promise<void> {
    for (const key of this.definitions.keysFrom("").sort()) {
      await this.restoreTable(key, call).catch((error: Error) => {
        console.error(`DynamoDB's table ${key} is not as it was kept: ${error.name}: ${error.message}`);
      });
    }
  }

  private async restoreTable(key: string, call: Call): Promise<void> {
    const [region = "", table = ""] = key.split(" ");
    for (const { operation, input } of this.definitions.get(key)?.requests ?? []) {
      await call(operation, input, region);
    }
    const kept = this.stored.keysFrom(`${key} `).map((each) => this.stored.get(each)?.item);
    for (let start = 0; start < kept.length; start += mostInABatch) {
      const requests = kept.slice(start, start + mostInABatch).map((Item) => ({ PutRequest: { Item } }));
      await call("BatchWriteItem", { RequestItems: { [table]: requests } }, region);
    }
  }

  reset(): void {
    this.tables = undefined;
    this.items = undefined;
    removeFolder(this.data, this.folder);
  }

  /** Tables that a stack or a backup made are moto's alone, and nothing of them is kept. */
  private async keep(operation: string, input: Members, region: string, call: Call): Promise<void> {
    if (operation === "DeleteTable") {
      const key = `${region} ${tableOf(input.TableName)}`;
      this.stored.delete(this.stored.keysFrom(`${key} `));
      this.definitions.delete([key]);
    } else if (ofTables.has(operation)) {
      const key = `${region} ${tableOf(input.TableName ?? input.ResourceArn)}`;
      const before = operation === "CreateTable" ? [] : this.definitions.get(key)?.requests;
      if (before !== undefined) {
        this.definitions.put([[key, { requests: [...before, { operation, input }] }]]);
      }
    } else if (ofStatements.has(operation)) {
      for (const table of tablesWrittenBy(input)) {
        if (this.isKept(table, region)) {
          await this.scan(table, region, call);
        }
      }
    } else {
      for (const { TableName, Item: item, Key: key, isGone } of writesOf(operation, input)) {
        const table = tableOf(TableName);
        if (this.isKept(table, region)) {
          const now = isGone || item !== undefined ? item : await itemIn(table, key as Item, region, call);
          this.change(this.keyIn(table, region, (item ?? key) as Item), now);
        }
      }
    }
  }

  private change(key: string, item: Item | undefined): void {
    if (item === undefined) {
      this.stored.delete([key]);
    } else {
      this.stored.put([[key, { item }]]);
    }
  }

  /** Keeps a whole table as moto has it now. */
  private async scan(table: string, region: string, call: Call): Promise<void> {
    const found = new Map<string, StoredItem>();
    let start: unknown;
    do {
      const page = await call(
        "Scan",
        { TableName: table, ...(start !== undefined && { ExclusiveStartKey: start }) },
        region,
      );
      for (const item of page.Items as Item[]) {
        found.set(this.keyIn(table, region, item), { item });
      }
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    this.stored.delete(this.stored.keysFrom(`${region} ${table} `).filter((key) => !found.has(key)));
    this.stored.put([...found]);
  }

  private keyIn(table: string, region: string, item: Item): string {
    const values = this.keyNames(table, region).map((name) => item[name]);
    return `${region} ${table} ${JSON.stringify(values)}`;
  }

  private isKept(table: string, region: string): boolean {
    return this.definitions.get(`${region} ${table}`) !== undefined;
  }

  private keyNames(table: string, region: string): string[] {
    const made = this.definitions.get(`${region} ${table}`)?.requests[0]?.input;
    return ((made?.KeySchema ?? []) as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName);
  }

  private get definitions(): Journal<Definition> {
    this.tables ??= new Journal<Definition>(this.data, "dynamodb/tables.jsonl", objectWith({ requests: "list" }));
    return this.tables;
  }

  private get stored(): Journal<StoredItem> {
    this.items ??= new Journal<StoredItem>(this.data, "dynamodb/items.jsonl", objectWith({ item: "object" }));
    return this.items;
  }
}

/** The name of a table, which may be told as its ARN. */
function tableOf(nameOrArn: unknown): string {
  return String(nameOrArn).replace(/^arn:[^/]*:table\//, "");
}

/** What a request does to one item: it is put, or taken away, or changed in a way that only moto knows. */
interface Write {
  readonly TableName?: unknown;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly isGone?: boolean;
}

function writesOf(operation: string, input: Members): Write[] {
  switch (operation) {
    case "BatchWriteItem":
      return Object.entries(input.RequestItems as Record<string, Record<string, Write>[]>).flatMap(
        ([TableName, requests]) =>
          requests.map(({ PutRequest, DeleteRequest }) => ({
            ...{ TableName, isGone: DeleteRequest !== undefined, ...(PutRequest ?? DeleteRequest) },
          })),
      );
    case "TransactWriteItems":
      return (input.TransactItems as Record<string, Write>[]).flatMap(({ Put, Update, Delete }) => {
        const one = Put ?? Update ?? Delete;
        return one === undefined ? [] : [{ ...one, isGone: Delete !== undefined }];
      });
    default:
      return [{ ...(input as Write), isGone: operation === "DeleteItem" }];
  }
}

/** An item as moto has it now. */
async function itemIn(table: string, key: Item, region: string, call: Call): Promise<Item | undefined> {
  const { Item: item } = await call("GetItem", { TableName: table, Key: key, ConsistentRead: true }, region);
  return item as Item | undefined;
}

/** The tables that PartiQL statements write to. */
function tablesWrittenBy({ Statement, Statements, TransactStatements }: Members): Set<string> {
  const all = [{ Statement }, ...((Statements ?? TransactStatements ?? []) as Members[])];
  const tables = all.flatMap(({ Statement: text }) => {
    const [, quoted, plain] =
      /^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:"([^"]+)"|([\w.-]+))/i.exec(String(text)) ?? [];
    return quoted ?? plain ?? [];
  });
  return new Set(tables);
}
