import type { ListEventSourceMappingsRequest, ListEventSourceMappingsResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { mappingOutput } from "../event-sources/event-source-mapping";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";
import { pageOf } from "../page";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export function listEventSourceMappings(
  { functions, mappings }: LambdaContext,
  input: ListEventSourceMappingsRequest,
  { accountId, region }: RequestContext,
): ListEventSourceMappingsResponse {
  const named = input.FunctionName === undefined ? undefined : parseFunctionName(input.FunctionName);
  const functionArn = named && functions.arn({ region, name: named.name }, named.qualifier);
  const all = mappings
    .all()
    .filter((mapping) => functionArn === undefined || mapping.functionArn === functionArn)
    .filter((mapping) => input.EventSourceArn === undefined || mapping.eventSourceArn === input.EventSourceArn);
  const { items, NextMarker } = pageOf(all, ({ uuid }) => uuid, input);
  const EventSourceMappings = items.map((mapping) => mappingOutput(mapping, accountId));
  return NextMarker === undefined ? { EventSourceMappings } : { EventSourceMappings, NextMarker };
}
