import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../processes/project";

// However a command of npm's ends, no process that it started stays: JupyterLab, a notebook's runner, kernels, engines.

const folders: string[] = [];

after(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

class Command {
  private readonly folder = mkdtempSync(join(realpathSync(tmpdir()), "quality-lab-endings-"));
  private readonly mark = `LAB_TEST_MARK=${randomUUID()}`;
  private readonly npm: ChildProcess;
  private said = "";

  constructor(args: readonly string[]) {
    folders.push(this.folder);
    const [name = "", value] = this.mark.split("=");
    this.npm = spawn("npm", ["run", ...args], {
      cwd: root,
      env: { ...process.env, [name]: value, LAB_PORT: "0", LAB_DATA: join(this.folder, "data"), TMPDIR: this.folder },
      stdio: ["ignore", "pipe", "pipe"],
      // as from a terminal: a group of its own
      detached: true,
    });
    for (const stream of [this.npm.stdout, this.npm.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.said += text;
      });
    }
  }

  /** All that it started and that lives: by the environment or, as Trino has none of ours, by the folder. */
  processes(): string[] {
    const lines = execFileSync("ps", ["axeww", "-o", "pid,args"], { encoding: "utf8", maxBuffer: 1e8 }).split("\n");
    return lines.filter((line) => line.includes(this.mark) || line.includes(this.folder));
  }

  async until(what: string, reached: () => boolean): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      if (reached()) {
        return;
      }
      await sleep(200);
    }
    assert.fail(`It never came to this: ${what}\n${this.said}\n${this.processes().join("\n").slice(0, 2_000)}`);
  }

  async kernelRuns(): Promise<void> {
    await this.until("a kernel runs", () => this.processes().some((line) => line.includes("tslab kernel")));
  }

  async find(pattern: RegExp): Promise<string> {
    await this.until(`it says ${pattern}`, () => pattern.test(this.said));
    return pattern.exec(this.said)?.[1] ?? "";
  }

  /** Sends the signal to npm, to the command's own process, or to both and the shell between, as a terminal does. */
  end(signal: NodeJS.Signals, to: "npm" | "node" | "all"): void {
    const npm = this.npm.pid as number;
    const node = this.processes().find((line) => /^\s*\d+ \S*node scripts\/run\.mjs/.test(line));
    process.kill({ npm, node: Number.parseInt(node ?? "", 10), all: -npm }[to], signal);
  }

  async nothingIsLeft(): Promise<void> {
    await this.until("nothing is left", () => this.processes().length === 0);
  }
}

for (const [signal, to] of [
  ["SIGTERM", "npm"],
  ["SIGKILL", "npm"],
  ["SIGKILL", "node"],
  ["SIGINT", "all"],
  ["SIGHUP", "all"],
] as const) {
  test(`npm start leaves nothing after ${signal} to ${to}`, async () => {
    const options = ["--no-browser", "--ServerApp.port_retries=200", "--IdentityProvider.token=endings"];
    const start = new Command(["start", "--", ...options]);
    const url = await start.find(/(http:\/\/(?:localhost|127\.0\.0\.1):\d+)\/lab/);
    const headers = { authorization: "token endings", "content-type": "application/json" };
    const answer = await fetch(`${url}/api/kernels`, { method: "POST", headers, body: '{"name":"tslab"}' });
    assert.equal(answer.status, 201);
    await start.kernelRuns();
    start.end(signal, to);
    await start.nothingIsLeft();
  });
}

for (const [args, signal, to] of [
  [["lesson"], "SIGINT", "node"],
  [["lesson"], "SIGKILL", "npm"],
  [["check", "--", "1", "--solutions"], "SIGTERM", "npm"],
  [["check", "--", "1", "--solutions"], "SIGKILL", "node"],
] as const) {
  test(`npm run ${args[0]} leaves nothing after ${signal} to ${to}`, async () => {
    const command = new Command(args);
    await command.kernelRuns();
    command.end(signal, to);
    await command.nothingIsLeft();
  });
}
