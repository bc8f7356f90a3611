import { Client } from "pg";
import { target } from "../environment";

/** Where a database is, and who asks: the fields of an RDS secret have these names. */
export interface DatabaseAccess {
  readonly host: string;
  readonly port: number;
  readonly dbname: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Connects to a PostgreSQL database. RDS on AWS asks for TLS; PostgreSQL on this machine has none.
 *
 * @param access A secret of RDS, parsed, will do.
 * @returns A client of `pg`: `query(sql)` answers with `rows`; `end()` closes it.
 * @throws Error Where nothing answers, or the password is wrong.
 */
export async function connect({ host, port, dbname, username, password }: DatabaseAccess): Promise<Client> {
  const isOnAws = (await target()).kind !== "embedded";
  // AWS's certificate authority is not among Node's: the line is encrypted, the server's name is not proved
  const ssl = isOnAws ? { ssl: { rejectUnauthorized: false } } : {};
  const client = new Client({ host, port, database: dbname, user: username, password, ...ssl });
  await client.connect();
  return client;
}
