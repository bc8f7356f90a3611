import { checkSignal } from "./failure";

/** What Node's timers can wait at once. */
const longest = 2 ** 31 - 1;

/**
 * Waits until a time.
 *
 * @param time In milliseconds since 1970.
 * @throws Ended Where the signal says so before.
 */
export async function waitUntil(time: number, signal: AbortSignal): Promise<void> {
  for (let left = time - Date.now(); left > 0; left = time - Date.now()) {
    await new Promise<void>((resolve, reject) => {
      checkSignal(signal);
      const end = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener("abort", end);
          resolve();
        },
        Math.min(left, longest),
      ).unref();
      signal.addEventListener("abort", end, { once: true });
    });
  }
  checkSignal(signal);
}

/** Waits for a promise, unless a signal ends the wait. @throws Ended */
export function unlessEnded<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) {
      end();
      return;
    }
    signal.addEventListener("abort", end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}
