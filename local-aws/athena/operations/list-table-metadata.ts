import type { ListTableMetadataInput, ListTableMetadataOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { asMetadataException } from "../metadata-exception";
import { pageOf } from "../pages";
import { toMetadata } from "./get-table-metadata";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListTableMetadata.html */
export function listTableMetadata(context: AthenaContext, input: ListTableMetadataInput): ListTableMetadataOutput {
  const expression = new RegExp(`^(?:${input.Expression ?? ".*"})$`);
  const tables = asMetadataException(() => context.catalog.getTables(input.DatabaseName ?? ""));
  const { items, NextToken } = pageOf(
    tables.filter(({ Name }) => expression.test(Name ?? "")),
    input,
  );
  return { TableMetadataList: items.map(toMetadata), NextToken };
}
