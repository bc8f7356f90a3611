import { setTimeout as sleep } from "node:timers/promises";

const tickMs = 2;

/**
 * Watches the event loop of this process while something is done, such as by a server in it.
 *
 * @returns The longest time, in milliseconds, in which nothing else could have its turn. It counts no longer than what
 *   this process computed in it: what other programs take of the machine's cores holds up nothing that is ours.
 */
export async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = { wall: performance.now(), cpu: process.cpuUsage() };
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(last.cpu);
    longest = Math.max(longest, Math.min(performance.now() - last.wall, (user + system) / 1_000));
    last = { wall: performance.now(), cpu: process.cpuUsage() };
  }, tickMs);
  try {
    await work();
    await sleep(2 * tickMs);
  } finally {
    clearInterval(watch);
  }
  return longest;
}
