import { readFileSync } from "node:fs";

/**
 * Ends this process, as when its terminal is closed, once the npm that runs it is gone: npm passes SIGTERM on to its
 * shell only, and SIGKILL to nobody.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const parent = process.ppid;
  const npm = shellParent(parent);
  const timer = setInterval(() => {
    if (process.ppid !== parent || shellParent(parent) !== npm) {
      clearInterval(timer);
      process.kill(process.pid, "SIGHUP");
    }
  }, 500);
  timer.unref();
}

/**
 * Who started the shell in which npm runs a command.
 *
 * @param {number} pid
 * @returns {number | undefined} Undefined where `pid` is no such shell: most shells become the command.
 */
function shellParent(pid) {
  try {
    if (readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[1] !== "-c") {
      return undefined;
    }
    return Number(
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[1],
    );
  } catch {
    return undefined;
  }
}
