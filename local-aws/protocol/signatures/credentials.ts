import { readFileSync } from "node:fs";

/** An access key and its secret, as an AWS client has them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials: they are good only together with it. */
  readonly sessionToken?: string;
}

/** For an endpoint that takes any. */
export const anyCredentials: Credentials = { accessKeyId: "local", secretAccessKey: "local" };

/**
 * Reads what `--credentials` was given.
 *
 * @param text `KEY:SECRET`, or the path of a file in the form of `~/.aws/credentials`; each of its profiles counts.
 * @throws Where there are none in it.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function readCredentials(text: string): Credentials[] {
  const [, accessKeyId, secretAccessKey] = /^(\w{3,128}):(\S+)$/.exec(text) ?? [];
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return [{ accessKeyId, secretAccessKey }];
  }
  const found = parseFile(readFileOf(text));
  if (found.length === 0) {
    throw new Error(
      `There are no credentials in ${text}. Each profile needs aws_access_key_id = … and aws_secret_access_key = ….`,
    );
  }
  return found;
}

function readFileOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`--credentials takes KEY:SECRET or the path of a file with them. (${message})`);
  }
}

function parseFile(text: string): Credentials[] {
  return text.split(/^\s*\[.*$/m).flatMap((profile) => {
    const value = (name: string) => new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)\\s*$`, "m").exec(profile)?.[1];
    const accessKeyId = value("aws_access_key_id");
    const secretAccessKey = value("aws_secret_access_key");
    const sessionToken = value("aws_session_token");
    return accessKeyId !== undefined && secretAccessKey !== undefined
      ? [{ accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }]
      : [];
  });
}
