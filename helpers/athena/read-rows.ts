import { type ColumnInfo, paginateGetQueryResults, type Row as ResultRow } from "@aws-sdk/client-athena";
import { athenaClient } from "../clients";
import { convertColumn, type TypedColumn } from "./convert";

/**
 * Reads the whole answer of a query that has SUCCEEDED, typed column by column. Calls `athena:GetQueryResults` once per
 * thousand rows.
 *
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export async function readColumns(queryExecutionId: string): Promise<TypedColumn[]> {
  let infos: readonly ColumnInfo[] = [];
  const rows: ResultRow[] = [];
  const pages = paginateGetQueryResults({ client: athenaClient() }, { QueryExecutionId: queryExecutionId });
  for await (const page of pages) {
    infos = page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? infos;
    rows.push(...(page.ResultSet?.Rows ?? []));
  }
  // The first row of a SELECT's answer repeats the column names; that of SHOW and DESCRIBE does not.
  const first = rows[0]?.Data ?? [];
  const named = infos.length > 0 && infos.every(({ Name }, i) => first[i]?.VarCharValue === Name);
  const data = named ? rows.slice(1) : rows;
  const names = distinct(infos.map(({ Name = "" }) => Name));
  return infos.map((info, i) =>
    convertColumn(
      { ...info, Name: names[i] },
      data.map((row) => row.Data?.[i]?.VarCharValue),
    ),
  );
}

/** `a, a` becomes `a, a_2`: a frame cannot hold two columns of one name. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}
