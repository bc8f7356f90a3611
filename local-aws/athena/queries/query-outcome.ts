import type { ColumnInfo } from "@aws-sdk/client-athena";
import type { TrinoStats } from "../../engines/trino/trino-client";

/** What a query that ran to its end leaves. */
export interface QueryOutcome {
  readonly columns: readonly ColumnInfo[];
  /** When the engine had done its work, in milliseconds since 1970. */
  readonly computed: number;
  readonly trinoId?: string | undefined;
  readonly stats?: TrinoStats | undefined;
  /** How many rows it wrote; 0 where it read some; none for what does neither. */
  readonly updateCount?: number | undefined;
  /** Where the list of the files that it wrote lies. */
  readonly manifest?: string | undefined;
  /** Where what the statement works on decides its kind. */
  readonly substatement?: string | undefined;
}
