// `node --require` this: the process, and what it started, ends when its parent is gone, however that came. A kernel leads a
// session of its own, so no signal to its front end's group reaches it. A thread looks, as the program may be busy.
const { Worker, isMainThread, workerData } = require("node:worker_threads");

if (isMainThread) {
  // one that ended before this line is seen, too: a front end says who it is
  const parent = Number(process.env.JPY_PARENT_PID ?? process.ppid);
  const isGone = parent !== process.ppid && (process.ppid === 1 || !isAlive(parent));
  const workerData = { parent: isGone ? undefined : process.ppid };
  new Worker(__filename, { workerData, execArgv: [], env: {} }).unref();
} else {
  setInterval(() => {
    if (process.ppid !== workerData.parent) {
      for (const pid of [-process.pid, process.pid]) {
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // it leads no group
        }
      }
    }
  }, 500);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
