import type { Table } from "@aws-sdk/client-glue";
import { typeParts } from "../../../glue/catalog/type-parts";
import { type DdlResult, resultOf } from "../ddl-result";
import { taskError } from "../hive/hive-error";
import { allColumns } from "../hive/metastore";
import { padded, paddedRow } from "./padded-rows";

const fromDeserializer = "from deserializer";

/** One column, or what a path leads to inside it; a struct as its fields. */
export function describeColumn(table: Table, path: readonly string[]): string[] {
  const { name, type } = follow(table, path);
  const fields = path.length > 1 || type.startsWith("struct<") ? structFields(type) : [];
  return (fields.length > 0 ? fields : [{ name, type }]).map((field) =>
    paddedRow(field.name, field.type, fromDeserializer),
  );
}

const detailNames = [
  "col_name",
  "data_type",
  "min",
  "max",
  "num_nulls",
  "distinct_count",
  "avg_col_len",
  "max_col_len",
  "num_trues",
  "num_falses",
  "comment",
];

/** `DESCRIBE FORMATTED table column`: with places for statistics, which Athena leaves empty. */
export function columnDetails(table: Table, path: readonly string[]): DdlResult {
  const { name, type } = follow(table, path);
  const empty = detailNames.slice(3).map(() => padded(""));
  return resultOf(detailNames, [
    `# ${paddedRow(...detailNames)}`,
    `\t${detailNames
      .slice(1)
      .map(() => " ")
      .join("\t")}`,
    [padded(name), padded(type), ...empty, padded(fromDeserializer)].join("\t"),
  ]);
}

interface Field {
  readonly name: string;
  readonly type: string;
}

function follow(table: Table, path: readonly string[]): Field {
  const columns = allColumns(table).map(({ Name, Type }) => ({ name: Name ?? "", type: Type ?? "" }));
  return path.slice(1).reduce((field, step) => pick(step, children(field.type)), pick(path[0] ?? "", columns));
}

function pick(name: string, fields: readonly Field[]): Field {
  const found = fields.find((field) => field.name === name);
  if (found === undefined) {
    const known = fields.map((field, index) => `${index}:${field.name}`).join(", ");
    throw taskError(`cannot find field ${name} from [${known}]`);
  }
  return found;
}

function children(type: string): Field[] {
  const [key = "", value = ""] = typeParts(inside(type, "map"));
  if (key !== "") {
    return [
      { name: "$key$", type: key },
      { name: "$value$", type: value },
    ];
  }
  const element = inside(type, "array");
  return element === "" ? structFields(type) : [{ name: "$elem$", type: element }];
}

function structFields(type: string): Field[] {
  return typeParts(inside(type, "struct")).map((text) => {
    const colon = text.indexOf(":");
    return { name: text.slice(0, colon), type: text.slice(colon + 1) };
  });
}

function inside(type: string, outer: string): string {
  return type.startsWith(`${outer}<`) ? type.slice(outer.length + 1, -1) : "";
}
