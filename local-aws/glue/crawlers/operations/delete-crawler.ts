import type { DeleteCrawlerRequest, DeleteCrawlerResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteCrawler.html */
export const deleteCrawler =
  (crawlers: Crawlers, tags: Tags): Operation<DeleteCrawlerRequest, DeleteCrawlerResponse> =>
  (input) => {
    const name = required("name", input.Name);
    crawlers.find(name);
    if (crawlers.isRunning(name)) {
      throw new AwsError("CrawlerRunningException", `Cannot delete crawler ${name} while it's running`);
    }
    crawlers.delete(name);
    tags.forget(`crawler/${name}`);
    return {};
  };
