import type { CreateCrawlerRequest, CreateCrawlerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { alreadyExists, required } from "../../errors";
import type { Tags } from "../../tags";
import type { Classifiers } from "../classifiers/classifiers";
import { crawlerDefinition, newSchedule } from "../crawler-definition";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html */
export const createCrawler =
  (crawlers: Crawlers, classifiers: Classifiers, tags: Tags): Operation<CreateCrawlerRequest, CreateCrawlerResponse> =>
  (input) => {
    const name = required("name", input.Name);
    const definition = crawlerDefinition(input);
    classifiers.check(input.Classifiers);
    if (crawlers.has(name)) {
      throw alreadyExists(`Crawler with name ${name} already exists`);
    }
    const now = new Date();
    const Schedule = newSchedule(input.Schedule);
    const crawler = {
      Name: name,
      ...definition,
      ...(Schedule && { Schedule }),
      CreationTime: now,
      LastUpdated: now,
      Version: 1,
    };
    crawlers.write({ crawler, history: [] });
    tags.add(`crawler/${name}`, input.Tags);
    return {};
  };
