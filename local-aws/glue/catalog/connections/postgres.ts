import type { Connection } from "@aws-sdk/client-glue";
import type { Client } from "pg";
import { invalidInput } from "../../errors";

/** How long a database may take to answer, in milliseconds. */
const patience = 10_000;

/**
 * Opens a JDBC connection's database, asks it, and closes it.
 *
 * @param database Instead of the one in the connection's URL.
 * @throws AwsError InvalidInputException where it is no connection to PostgreSQL, or the database refuses it.
 */
export async function withPostgres<Result>(
  connection: Connection,
  database: string | undefined,
  ask: (client: Client) => Promise<Result>,
): Promise<Result> {
  const { JDBC_CONNECTION_URL: url = "", USERNAME: user, PASSWORD: password } = connection.ConnectionProperties ?? {};
  const [, host, port, inUrl] = /^jdbc:postgresql:\/\/([^:/?]+)(?::(\d+))?\/([^?]*)/i.exec(url) ?? [];
  if (connection.ConnectionType !== "JDBC" || host === undefined) {
    throw invalidInput(
      `The embedded AWS reaches JDBC connections to PostgreSQL only, with a URL like jdbc:postgresql://host:port/database; ${connection.Name} is none.`,
    );
  }
  const { Client: PostgresClient } = await import("pg");
  const client = new PostgresClient({
    host,
    port: Number(port ?? 5432),
    database: database ?? decodeURIComponent(inUrl ?? ""),
    user,
    password,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    ssl: connection.ConnectionProperties?.JDBC_ENFORCE_SSL === "true",
  });
  // a connection that breaks later fails the question, which tells it
  client.on("error", () => {});
  try {
    await client.connect();
    return await ask(client);
  } catch (error) {
    throw invalidInput(`The connection ${connection.Name} failed: ${error instanceof Error ? reason(error) : error}`);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Where a host has several addresses, Node gives an error for each and no message. */
function reason(error: Error): string {
  return error instanceof AggregateError ? error.errors.map(String).join("; ") : error.message;
}
