import type { AlarmHistoryItem } from "@aws-sdk/client-cloudwatch";
import type { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { objectWith } from "../../storage/sealed";
import { dayMs } from "../metrics/metric-index";
import { type Alarm, type AlarmState, nameOf } from "./alarm";
import { alarmTime } from "./times";

/** An item with its time as a number. */
type Kept = Omit<AlarmHistoryItem, "Timestamp"> & { readonly time: number };

const keptMs = 30 * dayMs;
const longestData = 4095;

/** What happened to the alarms in the last 30 days. */
export class AlarmHistory {
  private journal: Journal<Kept> | undefined;
  private last = 0;

  constructor(
    private readonly data: DataFolder,
    private readonly now: () => number,
  ) {}

  created(alarm: Alarm): void {
    this.configured(alarm, "created", "Create", { createdAlarm: alarm.settings });
  }

  updated(alarm: Alarm): void {
    this.configured(alarm, "updated", "Update", { updatedAlarm: alarm.settings });
  }

  deleted(alarm: Alarm): void {
    this.configured(alarm, "deleted", "Delete", { deletedAlarm: alarm.settings });
  }

  changedState(alarm: Alarm, before: AlarmState): void {
    const summary = `Alarm updated from ${before.value} to ${alarm.state.value}`;
    const data = { version: "1.0", oldState: historyState(before), newState: historyState(alarm.state) };
    this.add(alarm, "StateUpdate", summary, data);
  }

  /** @param failure Why it was not carried out. */
  acted(alarm: Alarm, action: string, failure?: string): void {
    const summary =
      failure === undefined
        ? `Successfully executed action ${action}`
        : `Failed to execute action ${action}. Received error: "${failure}"`;
    const data = {
      actionState: failure === undefined ? "Succeeded" : "Failed",
      stateUpdateTimestamp: alarmTime(alarm.state.time),
      notificationResource: action,
      ...(failure !== undefined && { error: failure }),
    };
    this.add(alarm, "Action", summary.slice(0, 255), data);
  }

  /** All items with their keys, from the oldest to the newest, as the keys sort. */
  all(): { readonly key: string; readonly item: AlarmHistoryItem }[] {
    const oldest = this.now() - keptMs;
    return this.kept
      .keysFrom("")
      .sort()
      .flatMap((key) => {
        const { time, ...item } = this.kept.get(key) ?? { time: 0 };
        return time >= oldest ? [{ key, item: { ...item, Timestamp: new Date(time) } }] : [];
      });
  }

  /** Forgets what is too old. */
  prune(): void {
    const oldest = this.now() - keptMs;
    const old = this.kept.keysFrom("").filter((key) => Number(key.split(" ")[0]) < oldest);
    if (old.length > 0) {
      this.kept.delete(old);
    }
  }

  reset(): void {
    this.journal = undefined;
  }

  private configured(alarm: Alarm, word: string, type: string, more: object): void {
    this.add(alarm, "ConfigurationUpdate", `Alarm "${nameOf(alarm)}" ${word}`.slice(0, 255), {
      version: "1.0",
      type,
      ...more,
    });
  }

  private add(alarm: Alarm, type: AlarmHistoryItem["HistoryItemType"], summary: string, data: object): void {
    const time = this.now();
    this.last += 1;
    const item: Kept = {
      AlarmName: nameOf(alarm),
      AlarmType: alarm.type,
      HistoryItemType: type,
      HistorySummary: summary,
      HistoryData: JSON.stringify(data).slice(0, longestData),
      time,
    };
    const key = `${String(time).padStart(15, "0")} ${process.pid} ${String(this.last).padStart(9, "0")}`;
    this.kept.put([[key, item]]);
  }

  private get kept(): Journal<Kept> {
    const shape = objectWith({ AlarmName: "string", HistoryItemType: "string", time: "number" });
    this.journal ??= new Journal<Kept>(this.data, "monitoring/history.jsonl", shape);
    return this.journal;
  }
}

const historyState = ({ value, reason, reasonData }: AlarmState) => ({
  stateValue: value,
  stateReason: reason,
  ...(reasonData !== undefined && { stateReasonData: JSON.parse(reasonData) as unknown }),
});
