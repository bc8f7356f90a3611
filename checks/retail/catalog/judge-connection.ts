import type { Connection } from "@aws-sdk/client-glue";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** A connection, and what its test says. */
export interface SeenConnection {
  readonly connection: Pick<Connection, "ConnectionType" | "ConnectionProperties"> | undefined;
  /** What its URL should be. */
  readonly url: string;
  /** Why TestConnection failed; undefined where it did not. */
  readonly failure: string | undefined;
}

/** Judges the kiosk's connection. */
export function judgeConnection({ connection, url, failure }: SeenConnection): Finding {
  if (connection === undefined) {
    return open(`There is no connection ${names.connection} yet.`);
  }
  const { JDBC_CONNECTION_URL, SECRET_ID, PASSWORD, ENCRYPTED_PASSWORD } = connection.ConnectionProperties ?? {};
  if (connection.ConnectionType !== "JDBC" || JDBC_CONNECTION_URL === undefined) {
    return wrong("It is no JDBC connection with a URL.", { expected: "JDBC", seen: connection.ConnectionType });
  }
  if (PASSWORD !== undefined || ENCRYPTED_PASSWORD !== undefined) {
    return wrong("The connection holds a password: GetConnection shows it, and after a rotation it is the wrong one.", {
      expected: `SECRET_ID ${names.secret}`,
      seen: "PASSWORD",
    });
  }
  if (SECRET_ID === undefined || !SECRET_ID.includes(names.secret)) {
    return wrong("The connection reads another secret than the kiosk's.", {
      praise: "It holds no password.",
      expected: names.secret,
      seen: SECRET_ID ?? "none",
    });
  }
  const [wanted, seen] = [url, JDBC_CONNECTION_URL.replace(/\?.*$/, "")];
  if (seen !== wanted) {
    const isOther = seen.replace(/[^/]*$/, "") === wanted.replace(/[^/]*$/, "");
    return wrong(isOther ? "The URL leads to another database of the server." : "The URL leads to another server.", {
      praise: "It holds no password, and names the secret.",
      expected: wanted,
      seen,
    });
  }
  if (failure !== undefined) {
    return wrong("TestConnection fails.", { expected: "a log-in", seen: failure });
  }
  return right("It logs in with what the secret says, and holds no password.");
}
