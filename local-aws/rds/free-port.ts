import { once } from "node:events";
import { createServer } from "node:net";
import { loopback } from "./cluster/postgres-cluster";

/** PostgreSQL's own, and RDS's for it. */
const usual = 5432;

/**
 * A port on loopback that nobody listens on: PostgreSQL's own where it is free.
 *
 * @param taken Ports of instances that do not run now.
 */
export async function choosePort(taken: readonly number[]): Promise<number> {
  return !taken.includes(usual) && (await isFree(usual)) ? usual : ((await listenOn(0)) as number);
}

export async function isFree(port: number): Promise<boolean> {
  return (await listenOn(port)) !== undefined;
}

/** @returns The port, or undefined where it is taken. */
async function listenOn(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, loopback);
    await once(server, "listening");
  } catch {
    return undefined;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : undefined;
}
