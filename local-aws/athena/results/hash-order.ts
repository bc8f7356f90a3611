/**
 * The entries of a map in the order in which Athena shows them: as a Java `HashMap` of its keys holds them. Keys of other
 * types than these stay in their order.
 *
 * @param entries Keys as text, in the order in which they were put into the map.
 * @param keyType Trino's name of the keys' type.
 * @see https://docs.aws.amazon.com/athena/latest/ug/arrays-create-concatenate.html whose examples show it
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/String.html#hashCode()
 */
export function inHashOrder<Value>(
  entries: readonly (readonly [string, Value])[],
  keyType: string,
): (readonly [string, Value])[] {
  const hash = hashes[keyType];
  if (hash === undefined) {
    return [...entries];
  }
  let buckets = 16;
  while (entries.length > buckets * 0.75) {
    buckets *= 2;
  }
  const bucket = (key: string): number => {
    const code = hash(key);
    return (code ^ (code >>> 16)) & (buckets - 1);
  };
  return [...entries].sort(([a], [b]) => bucket(a) - bucket(b));
}

/** `hashCode()` of the Java class that holds a value of the type. */
const hashes: Readonly<Record<string, (key: string) => number>> = {
  varchar: stringHash,
  char: stringHash,
  tinyint: Number,
  smallint: Number,
  integer: Number,
  bigint: (key) => foldedHash(BigInt(key)),
  date: (key) => Date.parse(`${key}T00:00:00Z`) / 86_400_000,
  boolean: (key) => (key === "true" ? 1231 : 1237),
  double: (key) => foldedHash(new DataView(new Float64Array([Number(key)]).buffer).getBigUint64(0, true)),
};

function stringHash(text: string): number {
  let code = 0;
  for (let index = 0; index < text.length; index += 1) {
    code = (Math.imul(code, 31) + text.charCodeAt(index)) | 0;
  }
  return code;
}

/** The two halves of a 64-bit value, folded into one. */
function foldedHash(value: bigint): number {
  return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
}
