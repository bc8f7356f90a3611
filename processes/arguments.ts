import { type ParseArgsConfig, parseArgs } from "node:util";

/**
 * Reads the arguments of a command.
 *
 * @param usage How it is called, for the message.
 * @throws A sentence, where an option is not known or lacks its value.
 */
export function readArguments<T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [sentence = ""] = (error as Error).message.split(/\.?(?:\n|$|(?<=\.)\s)/);
    throw new Error(`${sentence.replace(/\.$/, "")}. Usage: ${usage}`);
  }
}

/**
 * @param name The option or variable that it comes from.
 * @returns The port; 0 stands for any free one.
 * @throws Where it is none.
 */
export function readPort(text: string, name: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new Error(`${name} is ${JSON.stringify(text)}, and that is no port: give a whole number from 0 to 65535.`);
  }
  return port;
}

/**
 * @param name The option that it comes from.
 * @returns The URL without slashes at its end.
 * @throws Where it is no `http` or `https` URL.
 */
export function readUrl(text: string, name: string): string {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : "")) {
    throw new Error(`${name} is ${JSON.stringify(text)}, and that is no URL: give one such as http://127.0.0.1:8080.`);
  }
  return text.replace(/\/+$/, "");
}
