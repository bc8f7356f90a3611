import type { Integration } from "../../integration/integration";
import type { RequestContext } from "../../protocol/service";
import type { Json } from "../data/json";
import type { Jsonata } from "../data/jsonata";
import type { ItemProcessor } from "../definition/asl";
import type { ExecutionRecord } from "../stores/execution-record";
import type { MapRuns } from "../stores/map-runs";
import type { ActivityTasks } from "../tasks/activity-tasks";
import type { TaskTokens } from "../tasks/task-tokens";
import type { WorkNews } from "../tasks/work-news";

/** How a child of a distributed Map state ended. */
export interface ChildEnd {
  readonly record: ExecutionRecord;
  readonly output?: Json;
}

/** An execution that a distributed Map state begins. */
export interface ChildStart {
  readonly parent: ExecutionRecord;
  readonly mapRunArn: string;
  readonly name: string;
  readonly processor: ItemProcessor;
  readonly language: "JSONPath" | "JSONata";
  readonly roleArn: string;
  readonly input: Json;
  readonly item: { readonly index: number; readonly value: Json };
  /** How many items it takes: more than one of a batch. */
  readonly itemCount: number;
}

/** What executions work with. */
export interface Environment {
  readonly integration: Integration;
  readonly jsonata: Jsonata;
  readonly tokens: TaskTokens;
  readonly activityTasks: ActivityTasks;
  readonly mapRuns: MapRuns;
  readonly workNews: WorkNews;
  /** Who asks, where an execution calls another service. */
  readonly request: (region: string) => RequestContext;
  /** Begins a child of a Map state, or waits for it where it has begun before. */
  readonly runChild: (start: ChildStart, signal: AbortSignal) => Promise<ChildEnd>;
}
