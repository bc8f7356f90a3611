import { randomUUID } from "node:crypto";
import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { conflict } from "../errors";
import { checkQueue, checkSource, settingsOf } from "../event-sources/check-mapping";
import { type EventSourceMapping, mappingOutput } from "../event-sources/event-source-mapping";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export async function createEventSourceMapping(
  { functions, mappings }: LambdaContext,
  input: CreateEventSourceMappingRequest,
  { region, accountId }: RequestContext,
): Promise<EventSourceMappingConfiguration> {
  const eventSourceArn = checkSource(input.EventSourceArn);
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "");
  const { version, arn: functionArn } = functions.resolve(name, qualifier, region, 1);
  const queue = mappings.queue(eventSourceArn);
  const settings = settingsOf(input, queue.isFifo);
  await checkQueue(queue, version.timeout);
  const same = mappings.all().find((one) => one.eventSourceArn === eventSourceArn && one.functionArn === functionArn);
  if (same !== undefined) {
    throw conflict(
      `An event source mapping with SQS arn (" ${eventSourceArn} ") and function (" ${name} ") already exists. Please update or delete the existing mapping with UUID ${same.uuid}`,
    );
  }
  const mapping: EventSourceMapping = {
    ...settings,
    ...{ uuid: randomUUID(), region, functionName: name, functionArn, eventSourceArn },
    ...(qualifier === undefined ? {} : { qualifier }),
    tags: input.Tags ?? {},
    lastModified: new Date().toISOString(),
  };
  mappings.put(mapping);
  return mappingOutput(mapping, accountId, "Creating");
}
