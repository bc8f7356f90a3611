import { startLocalAws } from "../../server";

/** An embedded AWS that a test kills: `node killed-states.js <data folder>`. It sends its URL to who started it. */
async function main(): Promise<void> {
  const [dataDir = ""] = process.argv.slice(2);
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  process.send?.(aws.url);
}

void main();
