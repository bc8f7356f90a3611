import { type TrinoAddress, trinoHeaders } from "./trino-client";

/** What Trino keeps of a query for a while after its end, as far as it is used here. Sizes are texts like `9005B`. */
export interface TrinoQueryInfo {
  readonly queryStats: {
    readonly physicalInputPositions: number;
    readonly physicalInputDataSize: string;
    readonly outputPositions: number;
    readonly outputDataSize: string;
  };
  readonly outputStage?: TrinoStage;
  /** The table that a CREATE TABLE AS or INSERT wrote. */
  readonly output?: { readonly schema: string; readonly table: string };
}

export interface TrinoStage {
  /** `<query id>.<number>` */
  readonly stageId: string;
  readonly state: string;
  readonly plan?: { readonly root: TrinoPlanNode };
  readonly stageStats: {
    readonly processedInputPositions: number;
    readonly processedInputDataSize: string;
    readonly outputPositions: number;
    readonly outputDataSize: string;
    readonly totalScheduledTime: string;
  };
  readonly subStages: readonly TrinoStage[];
}

export interface TrinoPlanNode {
  readonly "@type": string;
  readonly id: string;
  readonly source?: TrinoPlanNode;
  readonly sources?: readonly TrinoPlanNode[];
  readonly left?: TrinoPlanNode;
  readonly right?: TrinoPlanNode;
  readonly filteringSource?: TrinoPlanNode;
  readonly sourceFragmentIds?: readonly string[];
}

/** @param id Trino's id of the query. @throws Where Trino does not know it any more. */
export async function fetchQueryInfo(trino: TrinoAddress, id: string): Promise<TrinoQueryInfo> {
  const response = await fetch(`${trino.url}/v1/query/${id}`, { headers: trinoHeaders(trino) });
  if (!response.ok) {
    throw new Error(`Trino answered ${response.status} when asked for query ${id}.`);
  }
  return (await response.json()) as TrinoQueryInfo;
}
