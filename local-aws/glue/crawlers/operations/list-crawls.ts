import type { CrawlerHistory, CrawlsFilter, ListCrawlsRequest, ListCrawlsResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { invalidInput, required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListCrawls.html */
export function listCrawls({ crawlers }: GlueContext, input: Checked<ListCrawlsRequest>): ListCrawlsResponse {
  const { history } = crawlers.get(input.CrawlerName);
  const filters = (input.Filters ?? []).map(filter);
  const wanted = history.filter((crawl) => filters.every((one) => one(crawl)));
  const newestFirst = ({ StartTime }: CrawlerHistory): string => String(1e14 - (StartTime?.getTime() ?? 0));
  const { items, NextToken } = pageOf(wanted, newestFirst, input, 20);
  return { Crawls: items, NextToken };
}

/** Times are milliseconds since 1970. */
const fields = {
  CRAWL_ID: ({ CrawlId }: CrawlerHistory) => CrawlId,
  STATE: ({ State }: CrawlerHistory) => State,
  START_TIME: ({ StartTime }: CrawlerHistory) => StartTime?.getTime(),
  END_TIME: ({ EndTime }: CrawlerHistory) => EndTime?.getTime(),
  DPU_HOUR: ({ DPUHour }: CrawlerHistory) => DPUHour,
};

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  GT: (order) => order > 0,
  GE: (order) => order >= 0,
  LT: (order) => order < 0,
  LE: (order) => order <= 0,
  EQ: (order) => order === 0,
  NE: (order) => order !== 0,
};

function filter({ FieldName, FilterOperator, FieldValue }: CrawlsFilter): (crawl: CrawlerHistory) => boolean {
  const name = required("filters.fieldName", FieldName);
  const operator = required("filters.filterOperator", FilterOperator);
  const value = required("filters.fieldValue", FieldValue);
  const isText = name === "CRAWL_ID" || name === "STATE";
  if (!isText && Number.isNaN(Number(value))) {
    throw invalidInput(`${value} is not a number; ${name} is compared with one.`);
  }
  return (crawl) => {
    const own = fields[name](crawl);
    const order = isText ? Number(own !== value) : Number(own) - Number(value);
    return own !== undefined && (operators[operator]?.(order) ?? false);
  };
}
