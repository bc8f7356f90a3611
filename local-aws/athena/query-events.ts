import type { QueryExecution, QueryExecutionState } from "@aws-sdk/client-athena";
import type { ServiceEvent, ServiceEvents } from "../integration/service-events";

/**
 * Tells the states of queries. A query that StartQueryExecution refuses in the end, as Trino cannot parse it, has never
 * been: what is known of one is told when it is accepted.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/athena-cloudwatch-events.html
 */
export class QueryEvents {
  private readonly queries = new Map<string, { count: number; waiting: ServiceEvent[] | undefined }>();

  constructor(private readonly events: ServiceEvents) {}

  /** @param before The query's state before; undefined where it is new. */
  changed(execution: QueryExecution, before: QueryExecutionState | undefined): void {
    const { QueryExecutionId: id = "", Status } = execution;
    const query = this.queries.get(id) ?? { count: 0, waiting: [] };
    this.queries.set(id, query);
    const event = stateChange(execution, before, ++query.count);
    if (query.waiting === undefined) {
      this.events.emit(event);
    } else {
      query.waiting.push(event);
    }
    if (Status?.CompletionDateTime !== undefined) {
      this.accepted(id);
      this.queries.delete(id);
    }
  }

  /** Tells what is known of a query. */
  accepted(id: string): void {
    const query = this.queries.get(id);
    for (const event of query?.waiting ?? []) {
      this.events.emit(event);
    }
    if (query !== undefined) {
      query.waiting = undefined;
    }
  }

  /** Forgets a query that was refused. */
  refused(id: string): void {
    this.queries.delete(id);
  }
}

function stateChange(
  { QueryExecutionId, StatementType, WorkGroup, Status }: QueryExecution,
  previousState: QueryExecutionState | undefined,
  count: number,
): ServiceEvent {
  const error = Status?.AthenaError;
  const detail = {
    versionId: "0",
    currentState: Status?.State,
    ...(previousState !== undefined && { previousState }),
    statementType: StatementType,
    queryExecutionId: QueryExecutionId,
    workgroupName: WorkGroup,
    sequenceNumber: String(count),
    ...(error !== undefined && {
      athenaError: {
        errorCategory: error.ErrorCategory,
        errorType: error.ErrorType,
        errorMessage: error.ErrorMessage,
        retryable: error.Retryable,
      },
    }),
  };
  return { source: "aws.athena", detailType: "Athena Query State Change", detail, time: new Date() };
}
