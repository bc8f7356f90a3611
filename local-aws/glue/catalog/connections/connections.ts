import { join } from "node:path";
import type { Connection, ConnectionInput } from "@aws-sdk/client-glue";
import { DataFolder } from "../../../storage/data-folder";
import { NamedFile } from "../../../storage/records/named-file";
import { objectWith } from "../../../storage/sealed";
import { alreadyExists, notFound } from "../../errors";
import { reviveDates } from "../../revive-dates";
import { checkConnection } from "./check-connection";

/** The connections to other data stores, by name. Passwords lie in the data folder as they were given. */
export class Connections {
  private readonly file: NamedFile<Connection>;

  /** @param dataDir The data folder of the embedded AWS. */
  constructor(
    dataDir: string,
    private readonly accountId: string,
  ) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "connections.jsonl"), {
      shape: objectWith({ Name: "string" }),
      revive: reviveDates,
      notFound: (name) => notFound(`Connection ${name} not found.`),
    });
  }

  has(name: string): boolean {
    return this.file.has(name);
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): Connection {
    return this.file.get(name);
  }

  /** All connections, by name. */
  all(): Connection[] {
    return this.file.all();
  }

  /** @throws AwsError AlreadyExistsException, InvalidInputException */
  create(input: ConnectionInput): void {
    const name = checkConnection(input);
    if (this.has(name)) {
      throw alreadyExists("Connection already exists.");
    }
    this.write(name, input, new Date());
  }

  /** @throws AwsError EntityNotFoundException, InvalidInputException */
  update(name: string, input: ConnectionInput): void {
    const old = this.get(name);
    const renamed = checkConnection(input);
    if (renamed !== name && this.has(renamed)) {
      throw alreadyExists("Connection already exists.");
    }
    this.write(renamed, input, old.CreationTime ?? new Date());
    if (renamed !== name) {
      this.file.delete(name);
    }
  }

  /** @throws AwsError EntityNotFoundException */
  delete(name: string): void {
    this.get(name);
    this.file.delete(name);
  }

  private write(name: string, input: ConnectionInput, created: Date): void {
    const { ValidateCredentials: _validate, AuthenticationConfiguration: _authentication, ...kept } = input;
    this.file.put(name, {
      ...kept,
      CreationTime: created,
      LastUpdatedTime: new Date(),
      LastUpdatedBy: `arn:aws:iam::${this.accountId}:user/local`,
      Status: "READY",
      ConnectionSchemaVersion: 1,
    });
  }
}

/** Without the password, as GetConnection gives it with HidePassword. */
export function withoutPassword(connection: Connection): Connection {
  const { PASSWORD: _password, ...shown } = connection.ConnectionProperties ?? {};
  return { ...connection, ConnectionProperties: shown };
}
