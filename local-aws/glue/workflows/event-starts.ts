import { join } from "node:path";
import type { Delivery, Target } from "../../integration/targets";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import { objectWith } from "../../storage/sealed";
import { invalidInput } from "../errors";
import type { WorkflowRuns } from "./workflow-runs";
import type { Workflows } from "./workflows";

/** Events that have come for a workflow, and are not enough yet. */
interface Waiting {
  readonly workflow: string;
  /** When the first came, in milliseconds since 1970. */
  readonly since: number;
  /** When it starts in any case. */
  readonly until: number;
  readonly ids: readonly string[];
}

/** Those of a trigger that does not say: an event starts a run; in seconds, the longest that Glue waits for more. */
const usual = { BatchSize: 1, BatchWindow: 900 };

/**
 * Starts workflows by the events that rules of EventBridge send them, as their EVENT triggers batch them.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/starting-workflow-eventbridge.html
 */
export class EventStarts implements Target {
  private readonly waiting: NamedFile<Waiting>;
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    dataDir: string,
    private readonly workflows: Workflows,
    private readonly runs: WorkflowRuns,
  ) {
    this.waiting = new NamedFile(DataFolder.at(dataDir), join("glue", "workflow-events.jsonl"), {
      shape: objectWith({ workflow: "string", since: "number", until: "number", ids: "list" }),
    });
  }

  /** @throws AwsError EntityNotFoundException, InvalidInputException, ConcurrentRunsExceededException */
  async deliver({ arn, body }: Delivery): Promise<void> {
    const [, name = ""] = /:workflow\/(.+)$/.exec(arn) ?? [];
    this.workflows.get(name);
    const trigger = this.workflows.startTrigger(name)?.trigger;
    if (trigger?.Type !== "EVENT") {
      throw invalidInput(`Workflow ${name} has no starting trigger of the type EVENT.`);
    }
    const { BatchSize, BatchWindow } = { ...usual, ...trigger.EventBatchingCondition };
    const now = Date.now();
    const until = now + (BatchWindow ?? usual.BatchWindow) * 1000;
    const before = this.waiting.find(name) ?? { workflow: name, since: now, until, ids: [] };
    const waiting = { ...before, ids: [...before.ids, idOf(body)] };
    if (waiting.ids.length >= (BatchSize ?? usual.BatchSize)) {
      this.start(waiting);
    } else {
      this.waiting.put(name, waiting);
      this.wait(waiting);
    }
  }

  /** Goes on with what an earlier process left. */
  load(): void {
    for (const waiting of this.waiting.all()) {
      this.wait(waiting);
    }
  }

  /** Starts nothing any more. */
  stop(): void {
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
    this.timers.clear();
  }

  private wait({ workflow, until }: Waiting): void {
    if (!this.timers.has(workflow)) {
      const timer = setTimeout(() => this.windowEnds(workflow), Math.max(0, until - Date.now()));
      timer.unref();
      this.timers.set(workflow, timer);
    }
  }

  /** Nobody waits for an answer: what goes wrong is for the log. */
  private windowEnds(workflow: string): void {
    this.timers.delete(workflow);
    const waiting = this.waiting.find(workflow);
    try {
      if (waiting !== undefined) {
        this.start(waiting);
      }
    } catch (error) {
      console.error(`Workflow ${workflow} is not started by ${waiting?.ids.length} events:`, error);
      this.waiting.delete(workflow);
    }
  }

  private start({ workflow, since, ids }: Waiting): void {
    const seconds = Math.round((Date.now() - since) / 1000);
    const properties = { "aws:eventIds": `[${ids.join(", ")}]` };
    this.runs.start(workflow, properties, { BatchSize: ids.length, BatchWindow: seconds });
    clearTimeout(this.timers.get(workflow));
    this.timers.delete(workflow);
    this.waiting.delete(workflow);
  }
}

function idOf(body: string): string {
  try {
    return String((JSON.parse(body) as { readonly id?: unknown }).id ?? "");
  } catch {
    return "";
  }
}
