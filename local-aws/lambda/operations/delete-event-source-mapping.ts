import type { DeleteEventSourceMappingRequest, EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { mappingOutput } from "../event-sources/event-source-mapping";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html */
export function deleteEventSourceMapping(
  { mappings }: LambdaContext,
  { UUID: uuid = "" }: DeleteEventSourceMappingRequest,
  { accountId }: RequestContext,
): EventSourceMappingConfiguration {
  const mapping = mappings.get(uuid);
  mappings.delete(uuid);
  return mappingOutput(mapping, accountId, "Deleting");
}
