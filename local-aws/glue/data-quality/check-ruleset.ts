import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { projectRoot, readInstallation } from "../../engines/installation";
import { invalidInput } from "../errors";

/**
 * Reads a ruleset with the parser that evaluates it, which is Python and needs no Spark.
 *
 * @returns How many rules it has.
 * @throws AwsError InvalidInputException with the line and the column where it is not DQDL.
 * @see https://docs.aws.amazon.com/glue/latest/dg/dqdl.html
 */
export async function checkRuleset(document: string): Promise<number> {
  const child = spawn(readInstallation().python, ["-m", "awsgluedq.dqdl"], {
    cwd: join(projectRoot, "local-aws", "glue", "awsglue", "src"),
    stdio: ["pipe", "pipe", "pipe"],
    env: { LANG: "C.UTF-8", PYTHONIOENCODING: "utf-8", PYTHONDONTWRITEBYTECODE: "1" },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  child.stdin.on("error", () => {});
  child.stdin.end(document);
  const [exit, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (errors !== "") {
    throw new Error(`The check of a ruleset failed: ${errors}`);
  }
  if (exit !== 0) {
    throw invalidInput(output.trim());
  }
  return Number(output);
}
