import type { EventSourceMappingConfiguration, GetEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { mappingOutput } from "../event-sources/event-source-mapping";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html */
export function getEventSourceMapping(
  { mappings }: LambdaContext,
  input: GetEventSourceMappingRequest,
  { accountId }: RequestContext,
): EventSourceMappingConfiguration {
  return mappingOutput(mappings.get(input.UUID ?? ""), accountId);
}
