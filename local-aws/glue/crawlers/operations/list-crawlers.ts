import type { ListCrawlersRequest, ListCrawlersResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Tags } from "../../tags";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListCrawlers.html */
export const listCrawlers =
  (crawlers: Crawlers, tags: Tags): Operation<ListCrawlersRequest, ListCrawlersResponse> =>
  (input) => {
    const wanted = Object.entries(input.Tags ?? {});
    const names = crawlers.names().filter((name) => {
      const own = tags.get(`crawler/${name}`);
      return wanted.every(([key, value]) => own[key] === value);
    });
    const { items, NextToken } = page(names, (name) => name, input, 100);
    return { CrawlerNames: items, NextToken };
  };
