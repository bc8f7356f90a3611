import type { UntagResourceInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import type { StatesContext } from "../states-context";
import { tagged } from "../tagged";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UntagResource.html */
export function untagResource(context: StatesContext, { resourceArn, tagKeys }: Checked<UntagResourceInput>): void {
  const resource = tagged(context, resourceArn);
  resource.write(resource.tags.filter(({ key = "" }) => !tagKeys.includes(key)));
}
