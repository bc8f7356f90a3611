import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const program = `
const { createServer } = require("node:http");
const { ObjectStore } = require(${JSON.stringify(join(__dirname, "..", "objects", "object-store"))});
const { s3Service } = require(${JSON.stringify(join(__dirname, "..", "service"))});
const { drainAfterAnswer } = require(${JSON.stringify(join(__dirname, "..", "..", "protocol", "connections", "unread-body"))});
const service = s3Service(new ObjectStore(process.argv[1]));
const context = { requestId: "id", region: "us-east-1", accountId: "000000000000" };
const server = createServer((request, response) => {
  drainAfterAnswer(request, response);
  void service.handle(request, response, { ...context });
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
`;

/**
 * S3 in a process of its own, which can be killed and measured.
 *
 * @param wrapper A command that runs the one after it.
 */
export async function startS3Process(
  dataDir: string,
  wrapper: readonly string[] = [],
): Promise<{ child: ChildProcess; port: number }> {
  const [command = "", ...args] = [...wrapper, process.execPath, "-e", program, dataDir];
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "pipe", "ipc"] });
  // what it could not do is what the tests are about
  child.stderr?.resume();
  const [port] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new Error(`${command} ended before S3 answered.`);
    }),
  ])) as [number];
  return { child, port };
}
