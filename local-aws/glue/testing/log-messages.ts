import type { LogStore } from "../../logs/log-store";

/** The messages of a log stream as they came in; none where there is no such stream. */
export async function logMessages(logs: LogStore, group: string, stream: string): Promise<string[]> {
  const messages: string[] = [];
  if (logs.hasGroup(group) && logs.streams(group).some(({ name }) => name === stream)) {
    for await (const events of logs.file(group, stream).eventsFrom()) {
      messages.push(...events.map(({ message }) => message));
    }
  }
  return messages;
}
