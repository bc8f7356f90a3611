import type { CreateCrawlerRequest, CreateCrawlerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { alreadyExists } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { crawlerDefinition, newSchedule } from "../crawler-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html */
export function createCrawler(
  { crawlers, classifiers, tags }: GlueContext,
  input: Checked<CreateCrawlerRequest>,
): CreateCrawlerResponse {
  const name = input.Name;
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
}
