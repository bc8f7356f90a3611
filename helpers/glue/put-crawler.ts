import { readFile } from "node:fs/promises";
import {
  AlreadyExistsException,
  CreateCrawlerCommand,
  type CreateCrawlerRequest,
  UpdateCrawlerCommand,
} from "@aws-sdk/client-glue";
import { glueClient } from "../clients";

/**
 * Makes a crawler as a JSON file says, or brings an existing one to the same settings. Calls `glue:CreateCrawler`, and
 * `glue:UpdateCrawler` where it exists. Free until it runs.
 *
 * @param file The input of CreateCrawler as JSON, with `${NAME}` for what {@link fillIn} fills in.
 * @param values What to fill in, such as `{ BUCKET: "glue-quality-lab" }`.
 * @returns Whether it was made now.
 * @throws Error Where the file names a value that is not given.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html
 */
export async function putCrawler(file: string, values: Readonly<Record<string, string>>): Promise<"made" | "updated"> {
  const crawler = JSON.parse(fillIn(await readFile(file, "utf8"), values)) as CreateCrawlerRequest;
  try {
    await glueClient().send(new CreateCrawlerCommand(crawler));
    return "made";
  } catch (error) {
    if (!(error instanceof AlreadyExistsException)) {
      throw error;
    }
  }
  const { Tags: _kept, ...settings } = crawler;
  await glueClient().send(new UpdateCrawlerCommand(settings));
  return "updated";
}

/**
 * A text with every `${NAME}` replaced by its value.
 *
 * @throws Error Where the text names a value that is not given.
 */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)\}/g, (_match, name: string) => {
    const value = values[name];
    if (value === undefined) {
      throw new Error(`The text asks for \${${name}}, but there is only: ${Object.keys(values).join(", ")}.`);
    }
    return value;
  });
}
