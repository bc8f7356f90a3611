import type { QueryRuntimeStatistics, QueryStage, QueryStagePlanNode } from "@aws-sdk/client-athena";
import type { TrinoPlanNode, TrinoQueryInfo, TrinoStage } from "../../engines/trino/trino-query-info";

/** What Athena keeps of a query's run besides its times. */
export type RunStatistics = Pick<QueryRuntimeStatistics, "OutputStage" | "Rows">;

/** The rows, bytes and stages that Trino tells of an ended query, as Athena shows them. */
export function runStatistics({ queryStats, outputStage }: TrinoQueryInfo): RunStatistics {
  return {
    Rows: {
      InputRows: queryStats.physicalInputPositions,
      InputBytes: bytes(queryStats.physicalInputDataSize),
      OutputRows: queryStats.outputPositions,
      OutputBytes: bytes(queryStats.outputDataSize),
    },
    ...(outputStage !== undefined && { OutputStage: stage(outputStage) }),
  };
}

function stage({ stageId, state, stageStats, plan, subStages }: TrinoStage): QueryStage {
  return {
    StageId: Number(stageId.slice(stageId.lastIndexOf(".") + 1)),
    State: state,
    InputRows: stageStats.processedInputPositions,
    InputBytes: bytes(stageStats.processedInputDataSize),
    OutputRows: stageStats.outputPositions,
    OutputBytes: bytes(stageStats.outputDataSize),
    ExecutionTime: milliseconds(stageStats.totalScheduledTime),
    ...(plan !== undefined && { QueryStagePlan: planNode(plan.root) }),
    SubStages: subStages.map(stage),
  };
}

function planNode(node: TrinoPlanNode): QueryStagePlanNode {
  const children = [node.source, ...(node.sources ?? []), node.left, node.right, node.filteringSource];
  return {
    Name: node["@type"],
    Identifier: node.id,
    Children: children.filter((child) => child !== undefined && child !== null).map(planNode),
    RemoteSources: [...(node.sourceFragmentIds ?? [])],
  };
}

/** Trino writes sizes as `9005B`. */
function bytes(size: string): number {
  return Number.parseInt(size, 10);
}

/** Trino writes durations as `24.47ms`, `1.20s`, `2.00m`. */
function milliseconds(duration: string): number {
  const units: Readonly<Record<string, number>> = {
    ns: 1e-6,
    us: 1e-3,
    ms: 1,
    s: 1_000,
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
  };
  const match = /^([\d.]+)(\D+)$/.exec(duration);
  return Math.round(Number(match?.[1] ?? 0) * (units[match?.[2] ?? ""] ?? 0));
}
