import { randomUUID } from "node:crypto";
import { GetWorkGroupCommand, InvalidRequestException, StartQueryExecutionCommand } from "@aws-sdk/client-athena";
import { athenaClient } from "../clients";
import { surroundings } from "../workshop";

export interface QueryOptions {
  /** The database that names without one mean. */
  readonly database?: string;
  /** Values for the `?` of the SQL, in order, each as SQL writes it: `["'L3'", "42"]`. */
  readonly parameters?: readonly string[];
  /** The longest wait for the query's end, in seconds. */
  readonly timeoutSeconds?: number;
}

/**
 * Starts a query and does not wait. Calls `athena:StartQueryExecution`. Its answer is written to `athena-results/` in the
 * notebook's bucket.
 *
 * @returns The id of the query execution.
 * @throws InvalidRequestException Where Athena cannot even take the SQL.
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
 */
export async function startQuery(sql: string, options: QueryOptions = {}): Promise<string> {
  const { bucket, database } = surroundings();
  const { QueryExecutionId = "" } = await athenaClient().send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      QueryExecutionContext: { Database: options.database ?? database },
      ExecutionParameters: options.parameters === undefined ? undefined : [...options.parameters],
      ResultConfiguration: { OutputLocation: `s3://${bucket}/athena-results/` },
      WorkGroup: await existingWorkGroup(),
      ClientRequestToken: randomUUID(),
    }),
  );
  return QueryExecutionId;
}

const found = new Map<string, string>();

/**
 * The workgroup that queries run in: the workshop's, which limits what a query may scan, or `primary`, which every account
 * has, where that is missing. Calls `athena:GetWorkGroup` once.
 */
export async function existingWorkGroup(): Promise<string> {
  const { workGroup } = surroundings();
  const known = found.get(workGroup);
  if (known !== undefined) {
    return known;
  }
  const name = await athenaClient()
    .send(new GetWorkGroupCommand({ WorkGroup: workGroup }))
    .then(
      () => workGroup,
      (error: unknown) => {
        if (!(error instanceof InvalidRequestException)) {
          throw error;
        }
        return "primary";
      },
    );
  found.set(workGroup, name);
  return name;
}
