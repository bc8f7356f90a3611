import type { Partition, PartitionError, PartitionInput, PartitionValueList, Segment } from "@aws-sdk/client-glue";
import { invalidInput, partitionExists, partitionNotFound, required } from "../../errors";
import type { CatalogChange, CatalogListener } from "../catalog-change";
import { errorDetail } from "../error-detail";
import type { TableStore } from "../table-store";
import { partitionFilter } from "./partition-expression";

export interface PartitionQuery {
  /** The `Expression` of GetPartitions. */
  readonly expression?: string | undefined;
  /** One of several equal shares that a client reads side by side. */
  readonly segment?: Segment | undefined;
}

/** The partitions of all tables. What it is given and what it returns is its own: do not change it afterwards. */
export class Partitions {
  constructor(
    private readonly storeOf: (database: string, table: string) => TableStore,
    private readonly accountId: string,
    private readonly changed: CatalogListener,
  ) {}

  /** @throws AwsError AlreadyExistsException, InvalidInputException */
  create(database: string, table: string, input: PartitionInput): void {
    const store = this.storeOf(database, table);
    const key = partitionKey(store, input.Values);
    if (store.partitions.get(key) !== undefined) {
      throw partitionExists();
    }
    const partition = this.toPartition(store, input, new Date());
    store.partitions.put([[key, partition]]);
    this.tell(store, "CreatePartition", [partition.Values]);
  }

  /** Creates many in one write. Those that cannot be created are in the answer, the others are created. */
  createAll(database: string, table: string, inputs: readonly PartitionInput[]): PartitionError[] {
    const store = this.storeOf(database, table);
    const now = new Date();
    const entries = new Map<string, Partition>();
    const errors = failures(inputs, (input) => {
      const key = partitionKey(store, input.Values);
      if (store.partitions.get(key) !== undefined || entries.has(key)) {
        throw partitionExists();
      }
      entries.set(key, this.toPartition(store, input, now));
    });
    store.partitions.put([...entries]);
    this.tell(
      store,
      "BatchCreatePartition",
      [...entries.values()].map(({ Values }) => Values),
    );
    return errors;
  }

  find(database: string, table: string, values: readonly string[] | undefined): Partition | undefined {
    const store = this.storeOf(database, table);
    return store.partitions.get(partitionKey(store, values));
  }

  /** @throws AwsError EntityNotFoundException */
  get(database: string, table: string, values: readonly string[] | undefined): Partition {
    const partition = this.find(database, table, values);
    if (partition === undefined) {
      throw partitionNotFound();
    }
    return partition;
  }

  /** All partitions that a query means, by {@link valuesKey}. */
  list(database: string, table: string, query: PartitionQuery = {}): readonly Partition[] {
    const store = this.storeOf(database, table);
    let found = store.partitions.all();
    if (query.expression?.trim()) {
      found = found.filter(partitionFilter(query.expression, store.table.PartitionKeys ?? []));
    }
    const { segment } = query;
    if (segment) {
      const [number, total] = [required("segment.segmentNumber", segment.SegmentNumber), segment.TotalSegments ?? 1];
      found = found.filter((_, index) => index % total === number);
    }
    return found;
  }

  /** Changes a partition; its values may change too. */
  update(database: string, table: string, values: readonly string[] | undefined, input: PartitionInput): void {
    const store = this.storeOf(database, table);
    const partition = this.replace(store, values, input);
    this.tell(store, "UpdatePartition", [partition.Values]);
  }

  private replace(store: TableStore, values: readonly string[] | undefined, input: PartitionInput): Partition {
    const { oldKey, newKey, partition } = this.toUpdate(store, values, input);
    if (newKey !== oldKey) {
      if (store.partitions.get(newKey) !== undefined) {
        throw partitionExists();
      }
      forget(store, [oldKey]);
    }
    store.partitions.put([[newKey, partition]]);
    return partition;
  }

  /** Changes many in one write. Those that cannot be changed are in the answer. */
  updateAll(
    database: string,
    table: string,
    entries: readonly { readonly values: readonly string[]; readonly input: PartitionInput }[],
  ): PartitionError[] {
    const store = this.storeOf(database, table);
    const changed: [string, Partition][] = [];
    const moved: Partition[] = [];
    const errors = failures(
      entries.map((entry) => ({ ...entry, Values: [...entry.values] })),
      ({ values, input }) => {
        const { oldKey, newKey, partition } = this.toUpdate(store, values, input);
        if (oldKey === newKey) {
          changed.push([newKey, partition]);
        } else {
          moved.push(this.replace(store, values, input));
        }
      },
    );
    store.partitions.put(changed);
    const all = [...moved, ...changed.map(([, partition]) => partition)];
    this.tell(
      store,
      "BatchUpdatePartition",
      all.map(({ Values }) => Values),
    );
    return errors;
  }

  /** @throws AwsError EntityNotFoundException */
  delete(database: string, table: string, values: readonly string[] | undefined): void {
    const store = this.storeOf(database, table);
    this.remove(store, values);
    this.tell(store, "DeletePartition", [values]);
  }

  /** Deletes many one by one. Those that cannot be deleted are in the answer. */
  deleteEach(database: string, table: string, partitions: readonly PartitionValueList[]): PartitionError[] {
    const store = this.storeOf(database, table);
    const deleted: (readonly string[] | undefined)[] = [];
    const errors = failures(partitions, ({ Values }) => {
      this.remove(store, Values);
      deleted.push(Values);
    });
    this.tell(store, "BatchDeletePartition", deleted);
    return errors;
  }

  private remove(store: TableStore, values: readonly string[] | undefined): void {
    const key = partitionKey(store, values);
    if (store.partitions.get(key) === undefined) {
      throw partitionNotFound();
    }
    forget(store, [key]);
  }

  /** Deletes many in one write. Those that there are not are passed over. */
  deleteAll(database: string, table: string, values: readonly (readonly string[])[]): void {
    const store = this.storeOf(database, table);
    forget(
      store,
      values.map((each) => partitionKey(store, each)),
    );
    this.tell(store, "BatchDeletePartition", values);
  }

  private tell(
    { table }: TableStore,
    typeOfChange: CatalogChange["typeOfChange"],
    values: readonly (readonly string[] | undefined)[],
  ): void {
    if (values.length > 0) {
      const partitions = values.map((each = []) => each);
      this.changed({ typeOfChange, database: table.DatabaseName ?? "", tables: [table.Name ?? ""], partitions });
    }
  }

  private toUpdate(store: TableStore, values: readonly string[] | undefined, input: PartitionInput) {
    const oldKey = partitionKey(store, values);
    const old = store.partitions.get(oldKey);
    if (old === undefined) {
      throw partitionNotFound();
    }
    const changed = { ...input, Values: input.Values ?? [...(values ?? [])] };
    const newKey = partitionKey(store, changed.Values);
    return { oldKey, newKey, partition: this.toPartition(store, changed, old.CreationTime ?? new Date()) };
  }

  private toPartition(store: TableStore, input: PartitionInput, created: Date): Partition {
    return {
      ...input,
      DatabaseName: store.table.DatabaseName,
      TableName: store.table.Name,
      CreationTime: created,
      CatalogId: this.accountId,
    };
  }
}

/** One text for the values of a partition. */
export const valuesKey = (values: readonly string[]): string => JSON.stringify(values);

function partitionKey(store: TableStore, values: readonly string[] | undefined): string {
  const given = required("partitionValues", values);
  if (given.length !== (store.table.PartitionKeys ?? []).length) {
    throw invalidInput("The number of partition keys do not match the number of partition values");
  }
  return valuesKey(given);
}

function forget(store: TableStore, keys: readonly string[]): void {
  store.partitions.delete(keys);
  const { statistics } = store;
  if (statistics.size > 0) {
    statistics.delete(keys.flatMap((key) => statistics.keysFrom(`${key}/`)));
  }
}

/** Does a thing for each; what AWS would answer for those that fail. */
export function failures<Item extends { readonly Values?: string[] | undefined }>(
  items: readonly Item[],
  action: (item: Item) => void,
): PartitionError[] {
  const errors: PartitionError[] = [];
  for (const item of items) {
    const detail = errorDetail(() => action(item));
    if (detail) {
      errors.push({ PartitionValues: item.Values, ErrorDetail: detail });
    }
  }
  return errors;
}
