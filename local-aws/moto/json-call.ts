import { AwsError } from "../protocol/aws-error";

/** What stands before the dot in `X-Amz-Target`, of the services of moto's that others call. */
const targets: Readonly<Record<string, string>> = { dynamodb: "DynamoDB_20120810" };

/**
 * Carries out an operation of a service of moto's that speaks AWS JSON.
 *
 * @param port moto's.
 * @throws AwsError As a client would get it.
 */
export async function motoCall(
  port: number,
  service: string,
  operation: string,
  input: object,
  region: string,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: "POST",
    headers: {
      // moto finds the service and the region by it, and checks no signature
      authorization: `AWS4-HMAC-SHA256 Credential=local/20250101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `${targets[service]}.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const answer = parsed(text);
  if (answer === undefined) {
    throw new AwsError(
      "NotImplemented",
      `moto, to which the embedded AWS hands ${service}, cannot do ${operation}.`,
      501,
    );
  }
  if (!response.ok) {
    const { __type = "InternalFailure", message, Message } = answer as Readonly<Record<string, string>>;
    throw new AwsError(__type.split("#").at(-1) ?? __type, message ?? Message ?? "", response.status);
  }
  return answer;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
