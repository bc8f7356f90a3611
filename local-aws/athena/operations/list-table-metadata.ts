import type { ListTableMetadataInput, ListTableMetadataOutput } from "@aws-sdk/client-athena";
import { LinearPattern } from "../../event-loop/linear-pattern";
import type { AthenaContext } from "../athena-context";
import { checkCatalog } from "../catalog/data-catalog";
import { asMetadataException } from "../catalog/metadata-exception";
import { pageOf } from "../pagination";
import { invalidRequest } from "../validation";
import { toMetadata } from "./get-table-metadata";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListTableMetadata.html */
export function listTableMetadata(context: AthenaContext, input: ListTableMetadataInput): ListTableMetadataOutput {
  checkCatalog(input.CatalogName);
  const expression = readExpression(input.Expression);
  const tables = asMetadataException(() => context.catalog.getTables(input.DatabaseName ?? ""));
  const found = tables.filter(({ Name }) => expression.test(Name ?? ""));
  const { items, NextToken } = pageOf(found, ({ Name }) => Name, input);
  return { TableMetadataList: items.map(toMetadata), NextToken };
}

function readExpression(expression = ".*"): LinearPattern {
  try {
    return new LinearPattern(`^(?:${expression})$`);
  } catch {
    throw invalidRequest(`Expression ${expression} is not a valid regular expression.`);
  }
}
