import type { ListTableMetadataInput, ListTableMetadataOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pages";
import { toMetadata } from "./get-table-metadata";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListTableMetadata.html */
export function listTableMetadata(context: AthenaContext, input: ListTableMetadataInput): ListTableMetadataOutput {
  const expression = new RegExp(`^(?:${input.Expression ?? ".*"})$`);
  const tables = context.catalog.getTables(input.DatabaseName ?? "").filter(({ Name }) => expression.test(Name ?? ""));
  const { items, NextToken } = pageOf(tables, input);
  return { TableMetadataList: items.map(toMetadata), NextToken };
}
