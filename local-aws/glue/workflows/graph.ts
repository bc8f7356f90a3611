import { createHash } from "node:crypto";
import type { Action, Edge, Node, Trigger, WorkflowGraph } from "@aws-sdk/client-glue";
import { watches } from "../triggers/chain";

type Target = { readonly kind: "JOB" | "CRAWLER"; readonly name: string };
/** What a node shows of a job or crawler in a run. */
export type NodeDetails = (target: Target) => Pick<Node, "JobDetails" | "CrawlerDetails">;

/** @param scope The workflow run, or the workflow where no run is meant: each has ids of its own. */
export function nodeId(scope: string, kind: "TRIGGER" | "JOB" | "CRAWLER", name: string): string {
  return `wnode_${createHash("sha256")
    .update(JSON.stringify([scope, kind, name]))
    .digest("hex")}`;
}

/** The nodes (triggers, and the jobs and crawlers that they watch or start) and the edges between them. */
export function graph(scope: string, triggers: readonly Trigger[], details: NodeDetails): WorkflowGraph {
  const targets = triggers.flatMap(targetsOf);
  const distinct = targets.filter((one, at) => targets.findIndex((other) => isSame(one, other)) === at);
  const Nodes: Node[] = triggers.map((trigger) => ({
    Type: "TRIGGER",
    Name: trigger.Name,
    UniqueId: nodeId(scope, "TRIGGER", trigger.Name ?? ""),
    TriggerDetails: { Trigger: trigger },
  }));
  for (const target of distinct) {
    const UniqueId = nodeId(scope, target.kind, target.name);
    Nodes.push({ Type: target.kind, Name: target.name, UniqueId, ...details(target) });
  }
  return { Nodes, Edges: triggers.flatMap((trigger) => edgesOf(scope, trigger)) };
}

/** How many actions all triggers have. */
export const countActions = (triggers: readonly Trigger[]): number =>
  triggers.reduce((sum, trigger) => sum + (trigger.Actions?.length ?? 0), 0);

/** The triggers that come after some jobs and crawlers, and the jobs and crawlers that come after those. */
export function downstream(triggers: readonly Trigger[], from: readonly Target[]) {
  const names = new Set<string>();
  const found: Target[] = [];
  const queue = [...from];
  for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
    for (const trigger of triggers) {
      if (!names.has(trigger.Name ?? "") && watches(trigger, target)) {
        names.add(trigger.Name ?? "");
        const started = (trigger.Actions ?? []).map(toTarget);
        found.push(...started);
        queue.push(...started);
      }
    }
  }
  return {
    has: (kind: Target["kind"], name: string): boolean => found.some((one) => isSame(one, { kind, name })),
    hasTrigger: (name: string): boolean => names.has(name),
  };
}

const toTarget = ({ JobName, CrawlerName }: Action): Target =>
  JobName === undefined ? { kind: "CRAWLER", name: CrawlerName ?? "" } : { kind: "JOB", name: JobName };

const isSame = (one: Target, other: Target): boolean => one.kind === other.kind && one.name === other.name;

const watchedBy = (trigger: Trigger): Target[] => (trigger.Predicate?.Conditions ?? []).map(toTarget);

const targetsOf = (trigger: Trigger): Target[] => [...watchedBy(trigger), ...(trigger.Actions ?? []).map(toTarget)];

function edgesOf(scope: string, trigger: Trigger): Edge[] {
  const own = nodeId(scope, "TRIGGER", trigger.Name ?? "");
  const id = ({ kind, name }: Target): string => nodeId(scope, kind, name);
  return [
    ...watchedBy(trigger).map((target) => ({ SourceId: id(target), DestinationId: own })),
    ...(trigger.Actions ?? []).map((action) => ({ SourceId: own, DestinationId: id(toTarget(action)) })),
  ];
}
