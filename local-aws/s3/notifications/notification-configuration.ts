import { randomUUID } from "node:crypto";
import { AwsError } from "../../protocol/aws-error";
import { type XmlMembers, xmlDocument } from "../../protocol/xml-document";
import type { Addressee, ObjectEventName } from "../objects/object-change";
import { parseXml, xmlList, xmlText } from "../request/parse-xml";
import { invalidArgument, malformedXml } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";

/** Whom a bucket tells, and of what. */
export interface Destination extends Addressee {
  readonly id: string;
  /** Such as `s3:ObjectCreated:*`. */
  readonly events: readonly string[];
  /** Undefined where there is no such rule. */
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
}

export interface NotificationConfiguration {
  readonly destinations: readonly Destination[];
  /** Whether EventBridge is told of everything. */
  readonly eventBridge: boolean;
}

type Kind = Addressee["kind"];

const services: Readonly<Record<Kind, string>> = { Queue: "sqs", Topic: "sns", CloudFunction: "lambda" };

/** All that S3 knows; some of them never happen here. */
const known = new Set(
  `ReducedRedundancyLostObject ObjectCreated:* ObjectCreated:Put ObjectCreated:Post ObjectCreated:Copy
   ObjectCreated:CompleteMultipartUpload ObjectRemoved:* ObjectRemoved:Delete ObjectRemoved:DeleteMarkerCreated
   ObjectRestore:* ObjectRestore:Post ObjectRestore:Completed ObjectRestore:Delete Replication:*
   Replication:OperationFailedReplication Replication:OperationNotTracked Replication:OperationMissedThreshold
   Replication:OperationReplicatedAfterThreshold LifecycleTransition IntelligentTiering ObjectAcl:Put
   LifecycleExpiration:* LifecycleExpiration:Delete LifecycleExpiration:DeleteMarkerCreated ObjectTagging:*
   ObjectTagging:Put ObjectTagging:Delete`
    .split(/\s+/)
    .map((name) => `s3:${name}`),
);

const mostDestinations = 100;

/**
 * Reads a NotificationConfiguration.
 *
 * @throws `MalformedXML`, `InvalidArgument`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function readConfiguration(text: string): NotificationConfiguration {
  const root = parseXml(text, "NotificationConfiguration");
  const destinations = (["Queue", "Topic", "CloudFunction"] as const).flatMap((kind) =>
    xmlList(root[`${kind}Configuration`]).map((element) => readDestination(kind, element)),
  );
  if (destinations.length > mostDestinations) {
    throw invalidArgument("The number of notification configurations is over the limit of 100.", "Id", undefined);
  }
  const ids = destinations.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined) {
    throw invalidArgument("Same ID used for multiple configurations. IDs must be unique", "Id", twice);
  }
  checkOverlap(destinations);
  return { destinations, eventBridge: root.EventBridgeConfiguration !== undefined };
}

function readDestination(kind: Kind, element: Readonly<Record<string, unknown>>): Destination {
  const arn = xmlText(element[kind]);
  const listed = Array.isArray(element.Event) ? element.Event : [element.Event];
  const events = listed.filter((event): event is string => typeof event === "string");
  if (arn === undefined || events.length === 0) {
    throw malformedXml();
  }
  const [, service] = /^arn:[^:]+:([^:]+):[^:]*:\d*:.+$/.exec(arn) ?? [];
  if (service !== services[kind]) {
    throw invalidArgument("The ARN could not be parsed", kind, arn);
  }
  if (arn.endsWith(".fifo")) {
    throw invalidArgument("FIFO SQS queues and SNS topics are not supported", kind, arn);
  }
  const unknown = events.find((event) => !known.has(event));
  if (unknown !== undefined) {
    throw invalidArgument(`The event '${unknown}' is not supported for notifications`, "Event", unknown);
  }
  const id = xmlText(element.Id) || Buffer.from(randomUUID()).toString("base64");
  return { kind, id, arn, events, ...readFilter(element.Filter) };
}

function readFilter(filter: unknown): Pick<Destination, "prefix" | "suffix"> {
  const [{ S3Key } = {}] = xmlList(filter);
  const [{ FilterRule } = {}] = xmlList(S3Key);
  const found: { prefix: string | undefined; suffix: string | undefined } = { prefix: undefined, suffix: undefined };
  for (const rule of xmlList(FilterRule)) {
    const name = xmlText(rule.Name)?.toLowerCase();
    if (name !== "prefix" && name !== "suffix") {
      const message = "filter rule name must be either prefix or suffix";
      throw invalidArgument(message, "FilterRule.Name", xmlText(rule.Name));
    }
    if (found[name] !== undefined) {
      throw invalidArgument(`Cannot specify more than one ${name} rule in a filter.`, "FilterRule.Name", name);
    }
    found[name] = xmlText(rule.Value) ?? "";
  }
  return found;
}

/** Two destinations that would both hear of one event are an error. */
function checkOverlap(destinations: readonly Destination[]): void {
  for (const [place, one] of destinations.entries()) {
    for (const other of destinations.slice(place + 1)) {
      const shareEvents = one.events.some((event) => other.events.some((another) => areAlike(event, another)));
      const { prefix = "", suffix = "" } = one;
      const { prefix: otherPrefix = "", suffix: otherSuffix = "" } = other;
      const sharePrefix = prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix);
      const shareSuffix = suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix);
      if (shareEvents && sharePrefix && shareSuffix) {
        const isPlain = `${prefix}${suffix}${otherPrefix}${otherSuffix}` === "";
        throw new AwsError(
          "InvalidArgument",
          isPlain
            ? "Configurations overlap. Configurations on the same bucket cannot share a common event type."
            : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
        );
      }
    }
  }
}

const areAlike = (one: string, other: string): boolean => covers(one, other) || covers(other, one);

const covers = (pattern: string, event: string): boolean =>
  pattern.endsWith("*") ? event.startsWith(pattern.slice(0, -1)) : pattern === event;

/** Whether a destination wants to hear of something. */
export function wants({ events, prefix = "", suffix = "" }: Destination, event: ObjectEventName, key: string): boolean {
  return key.startsWith(prefix) && key.endsWith(suffix) && events.some((each) => covers(each, `s3:${event}`));
}

/** The configuration as S3 gives it back. */
export function configurationXml({ destinations, eventBridge }: NotificationConfiguration): string {
  const of = (kind: Kind): XmlMembers[] =>
    destinations
      .filter((each) => each.kind === kind)
      .map(({ id, arn, events, prefix, suffix }) => {
        const rules = Object.entries({ Prefix: prefix, Suffix: suffix }).filter(([, value]) => value !== undefined);
        const FilterRule = rules.map(([Name, Value]) => ({ Name, Value }));
        const Filter = FilterRule.length === 0 ? undefined : { S3Key: { FilterRule } };
        return { Id: id, [kind]: arn, Event: events, Filter };
      });
  return xmlDocument(
    "NotificationConfiguration",
    {
      TopicConfiguration: of("Topic"),
      QueueConfiguration: of("Queue"),
      CloudFunctionConfiguration: of("CloudFunction"),
      EventBridgeConfiguration: eventBridge ? {} : undefined,
    },
    s3Namespace,
  );
}
