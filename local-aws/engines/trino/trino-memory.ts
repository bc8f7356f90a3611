import { totalmem } from "node:os";

const megabyte = 1024 * 1024;
const least = 1024;
const most = 4096;

/** Trino's heap in megabytes: an eighth of the machine's memory, between 1 and 4 GB. */
export function defaultTrinoMemory(machineBytes = totalmem()): number {
  return Math.min(most, Math.max(least, Math.floor(machineBytes / megabyte / 8)));
}

/**
 * Reads a size such as `2G` or `1536M`.
 *
 * @returns Megabytes.
 * @throws Where it is no size, or less than Trino starts with.
 */
export function readTrinoMemory(size: string): number {
  const match = /^(\d+)([MG])B?$/i.exec(size);
  const megabytes = match === null ? Number.NaN : Number(match[1]) * (match[2]?.toUpperCase() === "G" ? 1024 : 1);
  if (!(megabytes >= 512)) {
    throw new Error(`${size} is no size for Trino's memory. Give 512M or more, such as --trino-memory 2G.`);
  }
  return megabytes;
}
