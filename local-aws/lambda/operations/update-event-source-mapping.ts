import type { EventSourceMappingConfiguration, UpdateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { checkQueue, settingsOf } from "../event-sources/check-mapping";
import { type EventSourceMapping, mappingOutput } from "../event-sources/event-source-mapping";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export async function updateEventSourceMapping(
  { functions, mappings }: LambdaContext,
  input: UpdateEventSourceMappingRequest,
  { region, accountId }: RequestContext,
): Promise<EventSourceMappingConfiguration> {
  const { maximumConcurrency: _, ...before } = mappings.get(input.UUID ?? "");
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? before.functionArn);
  const { version, arn: functionArn } = functions.resolve(name, qualifier, region, 1);
  const queue = mappings.queue(before.eventSourceArn);
  await checkQueue(queue, version.timeout);
  const now = mappings.get(before.uuid);
  const mapping: EventSourceMapping = {
    ...before,
    ...settingsOf(input, queue.isFifo, now),
    ...{ functionName: name, functionArn },
    ...(qualifier === undefined ? {} : { qualifier }),
    lastModified: new Date().toISOString(),
  };
  mappings.put(mapping);
  return mappingOutput(mapping, accountId, "Updating");
}
