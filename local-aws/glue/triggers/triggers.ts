import { join } from "node:path";
import type { Trigger } from "@aws-sdk/client-glue";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import { reviveDates } from "../revive-dates";

/** What is kept of a trigger. */
export interface StoredTrigger {
  readonly trigger: Trigger;
  /** The region of the request that made it; a schedule has no request that tells. */
  readonly region: string;
}

/** All triggers, by name. */
export class Triggers {
  private readonly file: NamedFile<StoredTrigger>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "triggers.jsonl"), {
      shape: objectWith({ "trigger.Name": "string", region: "string" }),
      revive: reviveDates,
      notFound: (name) => notFound(`Trigger ${name} not found.`),
    });
  }

  has(name: string): boolean {
    return this.file.has(name);
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): StoredTrigger {
    return this.file.get(name);
  }

  /** All triggers, sorted by name. */
  all(): StoredTrigger[] {
    return this.file.all();
  }

  /** The SCHEDULED ones that are activated. */
  scheduled(): StoredTrigger[] {
    return this.all().filter(({ trigger: { Type, State } }) => Type === "SCHEDULED" && State === "ACTIVATED");
  }

  /** Those of a workflow, or those of none. */
  ofWorkflow(workflow: string | undefined): StoredTrigger[] {
    return this.all().filter(({ trigger }) => trigger.WorkflowName === workflow);
  }

  write(stored: StoredTrigger): void {
    this.file.put(stored.trigger.Name ?? "", stored);
  }

  delete(name: string): void {
    this.file.delete(name);
  }

  /**
   * Those that start a job, sorted by name; all of them where none does, as Glue has it.
   *
   * @param job All triggers where it is undefined.
   */
  starting(job: string | undefined): Trigger[] {
    const all = this.all().map(({ trigger }) => trigger);
    const starting = all.filter((trigger) => trigger.Actions?.some((action) => action.JobName === job));
    return job === undefined || starting.length === 0 ? all : starting;
  }
}
