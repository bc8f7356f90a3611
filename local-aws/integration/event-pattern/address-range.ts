import { BlockList, isIP } from "node:net";
import { PatternError } from "./pattern-error";

/**
 * Whether a value is an IP address in a range, such as `10.0.0.0/24`.
 *
 * @throws PatternError
 */
export function addressRange(range: string): (value: unknown) => boolean {
  const [address = "", bits = "", ...more] = range.split("/");
  if (more.length > 0 || !range.includes("/")) {
    throw new PatternError("Malformed CIDR, one '/' required");
  }
  if (!/^[+-]?\d+$/.test(bits)) {
    throw new PatternError("Malformed CIDR, mask bits must be an integer");
  }
  const prefix = Number(bits);
  if (prefix < 0) {
    throw new PatternError("Malformed CIDR, mask bits must not be negative");
  }
  const version = isIP(address);
  if (version === 0) {
    throw new PatternError(`Nonstandard IP address: ${address}`);
  }
  if (prefix > (version === 4 ? 31 : 127)) {
    throw new PatternError(version === 4 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
  }
  const list = new BlockList();
  list.addSubnet(address, prefix, version === 4 ? "ipv4" : "ipv6");
  return (value) =>
    typeof value === "string" && isIP(value) === version && list.check(value, version === 4 ? "ipv4" : "ipv6");
}
