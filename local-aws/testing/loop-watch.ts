import { closeSync, openSync, readSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const tickMs = 2;

/**
 * Watches the event loop of this process while something is done, such as by a server in it.
 *
 * @returns The longest time, in milliseconds, in which nothing else could have its turn. It counts no longer than what
 *   was computed in it: what other programs take of the machine's cores holds up nothing that is ours.
 */
export async function longestPause(work: () => Promise<unknown>): Promise<number> {
  const clock = new LoopClock();
  let longest = 0;
  let last = { wall: performance.now(), computed: clock.computed() };
  const watch = setInterval(() => {
    const wall = performance.now();
    const computed = clock.computed();
    longest = Math.max(longest, Math.min(wall - last.wall, computed - last.computed));
    last = { wall, computed };
  }, tickMs);
  try {
    await work();
    await sleep(2 * tickMs);
  } finally {
    clearInterval(watch);
    clock.close();
  }
  return longest;
}

/** Linux tells what the loop's own thread computed; elsewhere it is what the whole process did, compilers and collector too. */
class LoopClock {
  private readonly file = process.platform === "linux" ? openSync("/proc/thread-self/schedstat", "r") : undefined;
  private readonly buffer = Buffer.alloc(128);

  /** In milliseconds. @see https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat */
  computed(): number {
    if (this.file === undefined) {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    }
    const length = readSync(this.file, this.buffer, 0, this.buffer.length, 0);
    return Number(this.buffer.toString("latin1", 0, length).split(" ")[0]) / 1_000_000;
  }

  close(): void {
    if (this.file !== undefined) {
      closeSync(this.file);
    }
  }
}
