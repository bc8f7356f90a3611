import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./machine.mjs";
import { root, setupDir } from "./paths.mjs";
import { endProgress, showProgress } from "./say.mjs";

/** Ends a program when this process is gone, however that came. */
const guard = join(root, "processes", "owned.sh");
/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a program of the set-up; its output goes to `.setup/<name>.log` and its last line is shown as progress.
 *
 * @param {string} name For the log and the messages.
 * @param {string} command
 * @param {string[]} args
 * @param {{ isTalkative?: boolean }} [options] Whether its last line is worth showing.
 * @returns {Promise<void>} Rejects with a SetupError that tells the likely cause.
 */
export async function run(name, command, args, { isTalkative = true } = {}) {
  mkdirSync(setupDir, { recursive: true });
  const log = join(setupDir, `${name}.log`);
  writeFileSync(log, `${command} ${args.join(" ")}\n`);
  const child = spawn("/bin/sh", [guard, command, ...args], {
    cwd: root,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  running.add(child);
  const started = Date.now();
  let output = "";
  let last = "";
  const timer = setInterval(() => {
    showProgress(
      name,
      `${name} ${Math.round((Date.now() - started) / 1000)} s${isTalkative ? ` ${last.slice(0, 90)}` : ""}`,
    );
  }, 1_000);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      appendFileSync(log, text);
      output = (output + text).slice(-20_000);
      last = text.trim().split("\n").at(-1) ?? last;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)));
    child.once("close", resolve);
  }).finally(() => {
    clearInterval(timer);
    endProgress(name);
    running.delete(child);
  });
  if (code === 127) {
    throw new SetupError(
      `${command} was not found. npm comes with Node, pip with Python: install them again, then run this command again.`,
    );
  }
  if (code !== 0) {
    const known = advice(output);
    const detail = known || `It said:\n\n${output.slice(-1_500)}\n`;
    throw Object.assign(new SetupError(`${name} failed (exit ${code}). ${detail} The whole output: ${log}`), { log });
  }
}

/** Ends all that {@link run} runs at this moment. */
export function endRunning() {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) {
        process.kill(-pid, "SIGKILL");
      }
    } catch {
      // it has ended just now
    }
  }
}

/** @param {string} output */
function advice(output) {
  if (/ENOSPC|No space left on device/i.test(output)) {
    return "The disk is full. Free some space and run the same command again; it goes on where it stopped.";
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|NewConnectionError|Temporary failure|timed out/i.test(output)
  ) {
    return "The network does not answer. Check the connection and run the same command again; what is here is kept.";
  }
  return "";
}
