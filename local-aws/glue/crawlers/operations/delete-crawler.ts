import type { DeleteCrawlerRequest, DeleteCrawlerResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteCrawler.html */
export function deleteCrawler(
  { crawlers, crawls, tags }: GlueContext,
  input: Checked<DeleteCrawlerRequest>,
): DeleteCrawlerResponse {
  const name = input.Name;
  crawlers.get(name);
  if (crawls.isRunning(name)) {
    throw new AwsError("CrawlerRunningException", `Cannot delete crawler ${name} while it's running`);
  }
  crawlers.delete(name);
  tags.forget(`crawler/${name}`);
  return {};
}
