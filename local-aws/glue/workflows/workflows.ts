import { join } from "node:path";
import type { Workflow } from "@aws-sdk/client-glue";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import { reviveDates } from "../revive-dates";
import type { StoredTrigger, Triggers } from "../triggers/triggers";

/** All workflows, by name. What a workflow does is in the triggers that name it. */
export class Workflows {
  private readonly file: NamedFile<Workflow>;

  constructor(
    dataDir: string,
    private readonly triggers: Triggers,
  ) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "workflows.jsonl"), {
      shape: objectWith({ Name: "string" }),
      revive: reviveDates,
      notFound: (name) => notFound(`Workflow ${name} not found.`),
    });
  }

  has(name: string): boolean {
    return this.file.has(name);
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): Workflow {
    return this.file.get(name);
  }

  /** All names, sorted. */
  names(): string[] {
    return this.file.all().map((workflow) => workflow.Name ?? "");
  }

  write(workflow: Workflow): void {
    this.file.put(workflow.Name ?? "", workflow);
  }

  delete(name: string): void {
    this.file.delete(name);
  }

  triggersOf(name: string): StoredTrigger[] {
    return this.triggers.ofWorkflow(name);
  }

  /** The trigger with which a run begins. */
  startTrigger(name: string): StoredTrigger | undefined {
    return this.triggersOf(name).find(({ trigger }) => trigger.Type !== "CONDITIONAL");
  }
}
