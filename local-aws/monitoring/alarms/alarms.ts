import { createHash } from "node:crypto";
import type { AlarmType } from "@aws-sdk/client-cloudwatch";
import type { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import { alarmNotFound, validationError } from "../errors";
import { type Alarm, nameOf } from "./alarm";
import { readRule } from "./composite-rule";

/** The alarms, a file each. */
export class Alarms {
  private readonly records: RecordFolder<Alarm>;

  constructor(data: DataFolder) {
    this.records = new RecordFolder<Alarm>(data, "monitoring/alarms", {
      shape: objectWith({ type: "string", arn: "string", "settings.AlarmName": "string", "state.value": "string" }),
      keyOf: nameOf,
      fileName: (name) => createHash("sha256").update(name).digest("hex"),
      notFound: alarmNotFound,
    });
  }

  find(name: string): Alarm | undefined {
    return this.records.find(name);
  }

  /** @throws AwsError ResourceNotFound */
  get(name: string): Alarm {
    return this.records.get(name);
  }

  /** All of a type, sorted by name. */
  all<Type extends AlarmType>(type: Type): (Alarm & { readonly type: Type })[] {
    return [...this.records.values()]
      .filter((alarm): alarm is Alarm & { readonly type: Type } => alarm.type === type)
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  put(alarm: Alarm): void {
    this.records.put(alarm);
  }

  /** Deletes alarms, all or none; names of none are passed over. @throws AwsError Where a composite alarm needs one. */
  delete(names: readonly string[]): void {
    const gone = new Set(names);
    for (const composite of this.all("CompositeAlarm")) {
      const needed = this.childrenOf(composite).find((alarm) => gone.has(nameOf(alarm)));
      if (needed !== undefined && !gone.has(nameOf(composite))) {
        throw validationError(`Cannot delete ${nameOf(needed)} as there are composite alarm(s) depending on it.`);
      }
    }
    for (const name of names) {
      if (this.records.has(name)) {
        this.records.delete(name);
      }
    }
  }

  /** The alarms that a composite alarm's rule speaks of. */
  childrenOf({ settings }: Alarm & { readonly type: "CompositeAlarm" }): Alarm[] {
    return readRule(settings.AlarmRule).alarms.flatMap((name) => this.byNameOrArn(name) ?? []);
  }

  byNameOrArn(text: string): Alarm | undefined {
    return this.find(text.replace(/^arn:aws:cloudwatch:[^:]*:\d{12}:alarm:/, ""));
  }

  /** @throws AwsError ResourceNotFoundException is the caller's to throw: undefined where there is none. */
  byArn(arn: string): Alarm | undefined {
    const alarm = this.byNameOrArn(arn);
    return alarm?.arn === arn ? alarm : undefined;
  }

  prepare(): Promise<void> {
    return this.records.prepare();
  }

  reset(): void {
    this.records.forget();
  }
}
