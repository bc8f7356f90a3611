import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Connection, ConnectionInput } from "@aws-sdk/client-glue";
import type { ServiceCalls } from "../../../integration/service-calls";
import { AwsError } from "../../../protocol/aws-error";
import { DataFolder } from "../../../storage/data-folder";
import { NamedFile } from "../../../storage/records/named-file";
import { objectWith } from "../../../storage/sealed";
import { alreadyExists, invalidInput, notFound } from "../../errors";
import { reviveDates } from "../../revive-dates";
import { checkConnection } from "./check-connection";

/** The connections to other data stores, by name. Passwords lie in the data folder as they were given, or in a secret. */
export class Connections {
  private readonly file: NamedFile<Connection>;

  /** @param dataDir The data folder of the embedded AWS. */
  constructor(
    dataDir: string,
    private readonly accountId: string,
    private readonly calls: ServiceCalls,
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

  /**
   * A connection with the user and the password that it was given, or that are in the secret that it names.
   *
   * @throws AwsError EntityNotFoundException, InvalidInputException where the secret cannot be read
   * @see https://docs.aws.amazon.com/glue/latest/dg/connection-properties-secrets-manager.html
   */
  async withCredentials(name: string): Promise<Connection> {
    const connection = this.get(name);
    const { SECRET_ID: secretId, ...properties } = connection.ConnectionProperties ?? {};
    if (secretId === undefined) {
      return connection;
    }
    const request = { requestId: randomUUID(), region: "us-east-1", accountId: this.accountId };
    const found = await this.calls
      .call("secretsmanager", "GetSecretValue", { SecretId: secretId }, request)
      .catch((error: unknown) => {
        throw error instanceof AwsError
          ? invalidInput(`The secret ${secretId} of the connection ${name} cannot be read: ${error.message}`)
          : error;
      });
    const { username, password } = credentialsIn(found.SecretString);
    if (username === undefined || password === undefined) {
      throw invalidInput(
        `The secret ${secretId} of the connection ${name} is no JSON object with username and password.`,
      );
    }
    return { ...connection, ConnectionProperties: { ...properties, USERNAME: username, PASSWORD: password } };
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

/** A secret as RDS and the console make it has more members: the host, the port, the engine. */
function credentialsIn(secret: unknown): { readonly username?: string; readonly password?: string } {
  try {
    const { username, password } = JSON.parse(String(secret)) as Readonly<Record<string, unknown>>;
    return typeof username === "string" && typeof password === "string" ? { username, password } : {};
  } catch {
    return {};
  }
}

/** Without the password, as GetConnection gives it with HidePassword. */
export function withoutPassword(connection: Connection): Connection {
  const { PASSWORD: _password, ...shown } = connection.ConnectionProperties ?? {};
  return { ...connection, ConnectionProperties: shown };
}
