import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** What the reader of a secret may do in the kiosk's database. */
export interface SeenAccess {
  /** What the secret holds; "" where that is no JSON, undefined where there is no secret. */
  readonly secret: Readonly<Record<string, unknown>> | "" | undefined;
  /** Where the database is. */
  readonly place: Readonly<Record<"host" | "port" | "dbname", unknown>>;
  /** Why the database refused the log-in; undefined where it did not. */
  readonly refused: string | undefined;
  /** The tables that it may not read, and those that it may change. */
  readonly unread: readonly string[];
  readonly changed: readonly string[];
}

const fields = ["engine", "host", "port", "username", "password", "dbname"];

/** Judges the secret of the kiosk's reader, and what it opens. */
export function judgeAccess({ secret, place, refused, unread, changed }: SeenAccess): Finding {
  if (secret === undefined) {
    return open(`There is no secret ${names.secret} yet.`);
  }
  if (secret === "") {
    return wrong("The secret is no JSON: Glue's connections look for its fields.", {
      expected: `an object with ${fields.join(", ")}`,
      seen: "a text",
    });
  }
  const missing = fields.filter((name) => secret[name] === undefined);
  if (missing.length > 0) {
    return wrong(`The secret lacks ${missing.join(", ")}: RDS's own names are asked for.`, {
      expected: fields.join(", "),
      seen: Object.keys(secret).join(", "),
    });
  }
  if (secret.username === names.masterUser) {
    return wrong("The secret is the master user's: a job that only reads could drop every table.", {
      praise: "It has RDS's form.",
      expected: "a user of its own that may read",
      seen: names.masterUser,
    });
  }
  const other = (["host", "port", "dbname"] as const).find((name) => String(secret[name]) !== String(place[name]));
  if (other !== undefined) {
    return wrong(`${other} in the secret leads elsewhere.`, {
      praise: "It has RDS's form.",
      expected: String(place[other]),
      seen: String(secret[other]),
    });
  }
  if (refused !== undefined) {
    return wrong("The database does not take what the secret says.", {
      expected: "a log-in",
      seen: refused,
    });
  }
  if (unread.length > 0) {
    return wrong(`${unread.join(", ")} cannot be read: besides SELECT on the tables it takes USAGE on their schema.`, {
      praise: "The log-in works.",
      expected: "three tables",
      seen: `${3 - unread.length}`,
    });
  }
  if (changed.length > 0) {
    return wrong(`The user may change ${changed.join(", ")}: to read, SELECT is enough.`, {
      praise: "It reads the three tables.",
      expected: "SELECT",
      seen: "INSERT, UPDATE or DELETE as well",
    });
  }
  return right(`${String(secret.username)} reads the three tables, and changes none.`);
}
