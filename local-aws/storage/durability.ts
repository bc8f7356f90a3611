/** What an acknowledged write survives: the end of this process, however that comes, or a loss of power as well. */
export type Durability = "process" | "power";

/**
 * Reads the option `--durability`, or LAB_DURABILITY.
 *
 * @throws Where it is neither of the two.
 */
export function readDurability(text: string | undefined): Durability {
  if (text === undefined || text === "" || text === "process") {
    return "process";
  }
  if (text === "power") {
    return "power";
  }
  throw new Error(`--durability and LAB_DURABILITY are process or power, not ${text}.`);
}
