import type { ConnectionInput, ConnectionPropertyKey } from "@aws-sdk/client-glue";
import { checkLength, invalidInput, required } from "../../errors";

const types: readonly string[] = ["JDBC", "SFTP", "MONGODB", "KAFKA", "NETWORK", "MARKETPLACE", "CUSTOM"];

/**
 * Checks what a request says of a connection.
 *
 * @returns Its name.
 * @throws AwsError ValidationException, InvalidInputException
 */
export function checkConnection(input: ConnectionInput): string {
  const name = checkLength("connectionInput.name", input.Name, 1, 255);
  const type = required("connectionInput.connectionType", input.ConnectionType);
  if (!types.includes(type)) {
    throw invalidInput(`The embedded AWS keeps connections of the types ${types.join(", ")}; not ${type}.`);
  }
  const properties = required("connectionInput.connectionProperties", input.ConnectionProperties);
  if (input.AuthenticationConfiguration !== undefined) {
    throw invalidInput("The embedded AWS does not support AuthenticationConfiguration of connections.");
  }
  if (input.ValidateCredentials) {
    throw invalidInput("The embedded AWS does not support ValidateCredentials of connections.");
  }
  if (type === "JDBC") {
    checkJdbc(properties);
  }
  return name;
}

function checkJdbc(properties: Readonly<Partial<Record<ConnectionPropertyKey, string>>>): void {
  const url = properties.JDBC_CONNECTION_URL;
  if (url === undefined && properties.HOST === undefined) {
    throw invalidInput("A JDBC connection needs the property JDBC_CONNECTION_URL.");
  }
  if (url !== undefined && !/^jdbc:[a-z]+:\S+$/i.test(url)) {
    throw invalidInput(`The JDBC connection URL ${url} is not like jdbc:protocol://host:port/database.`);
  }
}
