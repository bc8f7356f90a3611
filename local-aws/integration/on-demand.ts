import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../protocol/service";
import type { Integration } from "./integration";

/** A service whose modules are read when somebody first wants something of it. */
export interface OnDemand {
  /** Its name in a credential scope, and of its folder in the data folder. */
  readonly name: string;
  /** What stands before the dot in `X-Amz-Target`, where its protocol has that header. */
  readonly targetPrefix?: string;
  /** Whether others deliver to it. */
  readonly isTarget?: boolean;
  /** Reads its modules and puts it together: it adds itself as a target. */
  readonly make: () => Service;
}

/**
 * Puts off a service: most lessons want none of those that call each other, and each costs time at the start and memory.
 * It is there from the start where an earlier process left something of it, as that has to go on.
 *
 * @param dataDir The data folder.
 */
export function onDemand(
  { targets }: Integration,
  dataDir: string,
  { name, targetPrefix, isTarget = false, make }: OnDemand,
): Service & {
  /** Reads its modules and puts it together, where that was not done. */
  readonly wake: () => void;
} {
  let made: Service | undefined;
  let isLoaded = false;
  const service = (): Service => {
    if (made === undefined) {
      made = make();
      // whoever is made after the start begins its clock and goes on with what it left, as it would have at the start
      if (isLoaded) {
        Promise.resolve(made.load?.()).catch(console.error);
      }
    }
    return made;
  };
  if (isTarget) {
    targets.expect(name, service);
  }
  if (existsSync(join(dataDir, name))) {
    service();
  }
  return {
    name,
    wake: () => void service(),
    ...(targetPrefix !== undefined && { targetPrefix }),
    get operations() {
      return service().operations;
    },
    handle: (request, response, context) => service().handle(request, response, context),
    call: async (operation, input, context) => {
      const { call } = service();
      if (call === undefined) {
        throw new Error(`${name} is not called from inside.`);
      }
      return call(operation, input, context);
    },
    health: () => made?.health?.() ?? { state: "not wanted yet" },
    load: () => {
      isLoaded = true;
      return made?.load?.();
    },
    reset: async () => made?.reset(),
    close: async () => made?.close(),
  };
}
