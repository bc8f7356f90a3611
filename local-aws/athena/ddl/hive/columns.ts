import type { Column } from "@aws-sdk/client-glue";
import { readType } from "./column-type";
import { semanticError } from "./hive-error";
import type { HiveReader } from "./hive-reader";

/** Reads `(name type [COMMENT '…'], …)`, a column a step. */
export function readColumns(reader: HiveReader): Generator<undefined, Column[]> {
  return reader.listSteps(() => readColumn(reader));
}

/** Reads `name type [COMMENT '…']`. */
export function readColumn(reader: HiveReader): Column {
  return reader.within("column specification", () => {
    const Name = reader.identifier();
    const Type = readType(reader);
    return { Name, Type, ...(reader.accept("COMMENT") && { Comment: reader.string() }) };
  });
}

/** @throws HiveError where two columns have one name. */
export function checkDistinct(columns: readonly Column[], partitionKeys: readonly Column[] = []): void {
  const names = new Set<string | undefined>();
  for (const { Name } of columns) {
    if (names.has(Name)) {
      throw semanticError(`[Error 10036]: Duplicate column name: ${Name}`);
    }
    names.add(Name);
  }
  if (partitionKeys.some(({ Name }) => names.has(Name))) {
    throw semanticError("[Error 10035]: Column repeated in partitioning columns");
  }
}
