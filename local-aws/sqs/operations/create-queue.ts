import type { CreateQueueCommandInput, CreateQueueCommandOutput } from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { invalidAttribute, unknownAttribute } from "../errors";
import { checkName, shownAttributes, withAttributes } from "../queue/queue-attributes";
import type { QueueStore } from "../queue-store";
import { checkTags } from "../requests/tags";

export function createQueue(
  store: QueueStore,
  { QueueName: name, Attributes = {}, tags = {} }: Checked<CreateQueueCommandInput>,
  request: RequestContext,
): Omit<CreateQueueCommandOutput, "$metadata"> {
  const given = Object.fromEntries(Object.entries(Attributes).map(([key, value]) => [key, String(value)]));
  checkName(name, given.FifoQueue === "true");
  if (given.FifoQueue === "false") {
    throw unknownAttribute("FifoQueue");
  }
  if (given.FifoQueue !== undefined && given.FifoQueue !== "true") {
    throw invalidAttribute("FifoQueue");
  }
  const arn = store.arnOf(name, request);
  const exists = (target: string): boolean => store.acceptsDeadLetters(target, { name, arn });
  if (store.has(name)) {
    const { record } = store.byName(name);
    withAttributes({ name, attributes: {} }, given, exists);
    const shown: Readonly<Record<string, string>> = shownAttributes(record, noMessages, ["All"]);
    const other = Object.keys(given).find((key) => given[key] !== (shown[key] ?? ""));
    if (other !== undefined) {
      throw new AwsError(
        "QueueNameExists",
        `A queue already exists with the same name and a different value for attribute ${other}`,
      );
    }
    return { QueueUrl: store.urlOf(record) };
  }
  checkTags(tags);
  store.create({ name, arn, attributes: withAttributes({ name, attributes: {} }, given, exists), tags });
  return { QueueUrl: store.urlOf({ name }) };
}

const noMessages = { visible: 0, inFlight: 0, delayed: 0 };
