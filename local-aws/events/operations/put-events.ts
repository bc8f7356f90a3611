import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import { type BusEvent, newEvent } from "../event";
import type { EventsContext } from "../events-context";
import { objectIn } from "../json-text";
import { busName } from "../resource-names";

type Entry = Checked<PutEventsRequestEntry>;

const mostBytes = 1024 * 1024;

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export function putEvents(
  { accountId, buses, router }: EventsContext,
  { Entries }: Checked<PutEventsRequest>,
  { region }: RequestContext,
): PutEventsResponse {
  if (Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > mostBytes) {
    throw validation("Total size of the entries in the request is over the limit.");
  }
  const byBus = new Map<string, BusEvent[]>();
  const results = Entries.map((entry): PutEventsResultEntry => {
    const { Source = "", DetailType = "" } = entry;
    const read = readEntry(entry);
    if ("refused" in read) {
      return read.refused;
    }
    const event = newEvent({
      detailType: DetailType,
      source: Source,
      account: accountId,
      time: entry.Time ?? new Date(),
      region,
      resources: entry.Resources ?? [],
      detail: read.detail,
    });
    const bus = busName(entry.EventBusName);
    if (buses.find(bus, region) === undefined) {
      // EventBridge says nothing and drops it
      console.error(`An event of ${Source} is dropped: there is no event bus ${bus}.`);
    } else {
      byBus.set(bus, [...(byBus.get(bus) ?? []), event]);
    }
    return { EventId: event.id };
  });
  for (const [bus, events] of byBus) {
    router.route(bus, events);
  }
  return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results };
}

/** The size of an entry in bytes, as EventBridge counts it. */
function sizeOf({ Time, Source, DetailType, Detail, Resources = [] }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), Time === undefined ? 0 : 14);
}

type Read = { readonly detail: Readonly<Record<string, unknown>> } | { readonly refused: PutEventsResultEntry };

const refused = (ErrorCode: string, ErrorMessage: string): Read => ({ refused: { ErrorCode, ErrorMessage } });

function readEntry(entry: Entry): Read {
  const missing = (["Source", "DetailType", "Detail"] as const).find((name) => !entry[name]);
  if (missing !== undefined) {
    return refused("InvalidArgument", `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`);
  }
  if (entry.Source?.startsWith("aws.")) {
    return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
  }
  const detail = objectIn(entry.Detail ?? "");
  return detail === undefined ? refused("MalformedDetail", "Detail is malformed.") : { detail };
}
