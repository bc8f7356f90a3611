import type { QueryExecution, ResultReuseConfiguration } from "@aws-sdk/client-athena";
import type { ObjectStore } from "../../s3/objects/object-store";
import { parseOutputLocation } from "../results/output-location";
import { invalidRequest } from "../validation";
import type { QueryStore, StoredQuery } from "./query-store";

const defaultMinutes = 60;

/** What a query execution keeps of the request's wish to reuse a result. @throws AwsError InvalidRequestException */
export function reuseConfiguration(wish: ResultReuseConfiguration | undefined): ResultReuseConfiguration {
  const { Enabled = false, MaxAgeInMinutes } = wish?.ResultReuseByAgeConfiguration ?? {};
  if (!Enabled && MaxAgeInMinutes !== undefined) {
    throw invalidRequest("MaxAgeInMinutes can only be set when result reuse is enabled.");
  }
  return {
    ResultReuseByAgeConfiguration: Enabled
      ? { Enabled, MaxAgeInMinutes: MaxAgeInMinutes ?? defaultMinutes }
      : { Enabled },
  };
}

/**
 * Finds an earlier query whose result may answer a new one: the same text, database, parameters, workgroup and place of
 * results, young enough, a SELECT that ran itself, with its result still there. Changed data is not looked for, as in
 * Athena.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/reusing-query-results.html
 */
export function reusableQuery(
  queries: QueryStore,
  objects: ObjectStore,
  execution: QueryExecution,
): StoredQuery | undefined {
  const { Enabled, MaxAgeInMinutes = 0 } = execution.ResultReuseConfiguration?.ResultReuseByAgeConfiguration ?? {};
  if (Enabled !== true || execution.SubstatementType !== "SELECT") {
    return undefined;
  }
  const oldest = Date.now() - MaxAgeInMinutes * 60_000;
  const wanted = identity(execution);
  return queries
    .all()
    .find(
      ({ execution: earlier }) =>
        earlier.Status?.State === "SUCCEEDED" &&
        (earlier.Status.CompletionDateTime?.getTime() ?? 0) >= oldest &&
        earlier.Statistics?.ResultReuseInformation?.ReusedPreviousResult !== true &&
        identity(earlier) === wanted &&
        resultIsThere(objects, earlier),
    );
}

function identity({
  Query,
  QueryExecutionContext,
  ExecutionParameters,
  WorkGroup,
  ResultConfiguration,
}: QueryExecution) {
  const folder = ResultConfiguration?.OutputLocation?.replace(/[^/]*$/, "");
  const context = [QueryExecutionContext?.Catalog, QueryExecutionContext?.Database];
  return JSON.stringify([Query?.trim(), ...context, ExecutionParameters ?? [], WorkGroup, folder]);
}

function resultIsThere(objects: ObjectStore, { ResultConfiguration }: QueryExecution): boolean {
  const { bucket, prefix } = parseOutputLocation(ResultConfiguration?.OutputLocation ?? "");
  return objects.hasBucket(bucket) && objects.filePath(bucket, prefix.replace(/\/$/, "")) !== undefined;
}

/** The new query execution, ended at once with the earlier one's result: nothing is scanned. */
export function reusing(execution: QueryExecution, earlier: StoredQuery): StoredQuery {
  const ended = new Date();
  const total = ended.getTime() - (execution.Status?.SubmissionDateTime ?? ended).getTime();
  return {
    columns: earlier.columns,
    updateCount: 0,
    execution: {
      ...execution,
      ResultConfiguration: {
        ...execution.ResultConfiguration,
        OutputLocation: earlier.execution.ResultConfiguration?.OutputLocation,
      },
      Status: { ...execution.Status, State: "SUCCEEDED", CompletionDateTime: ended },
      Statistics: {
        DataScannedInBytes: 0,
        QueryQueueTimeInMillis: 0,
        ServicePreProcessingTimeInMillis: 0,
        EngineExecutionTimeInMillis: 0,
        ServiceProcessingTimeInMillis: total,
        TotalExecutionTimeInMillis: total,
        ResultReuseInformation: { ReusedPreviousResult: true },
      },
    },
  };
}
