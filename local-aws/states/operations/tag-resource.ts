import type { TagResourceInput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { StatesContext } from "../states-context";
import { tagged } from "../tagged";

const mostTags = 50;

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html */
export function tagResource(context: StatesContext, { resourceArn, tags }: Checked<TagResourceInput>): void {
  const resource = tagged(context, resourceArn);
  const byKey = new Map([...resource.tags, ...tags].map((tag) => [tag.key, tag]));
  if (byKey.size > mostTags) {
    throw new AwsError("TooManyTags", `Too Many Tags: '${resourceArn}'`, 400, { resourceName: resourceArn });
  }
  resource.write([...byKey.values()]);
}
