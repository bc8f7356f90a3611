import { createHash } from "node:crypto";

const longestName = 180;

/** A file name for a Glue name: readable where it can be, never a path, never too long for a file system. */
export function fileName(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(".", "%2E").replaceAll("*", "%2A");
  if (encoded.length <= longestName) {
    return encoded;
  }
  return `${encoded.slice(0, longestName - 65)}-${createHash("sha256").update(name).digest("hex")}`;
}
