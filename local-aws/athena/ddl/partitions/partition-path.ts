/** Hive's name of the folder of a value that is missing or empty. */
const noValue = "__HIVE_DEFAULT_PARTITION__";

/** The characters that Hive writes as `%xx` in a folder's name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among them.
const escaped = /[\x01-\x1f\x7f"#%'*/:=?\\{[\]^]/g;

/** The folder of a partition below its table's: `year=2025/month=07`. */
export function partitionPath(keys: readonly string[], values: readonly string[]): string {
  return keys.map((key, index) => `${escapeName(key)}=${escapeName(values[index] || noValue)}`).join("/");
}

/** @returns The values that folders show for the keys, one folder a key; undefined where they are not such folders. */
export function partitionValues(folders: readonly string[], keys: readonly string[]): string[] | undefined {
  const values = keys.map((key, index) => {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(folders[index] ?? "") ?? [];
    return name !== undefined && unescapeName(name) === key && value ? unescapeName(value) : undefined;
  });
  return values.includes(undefined) ? undefined : (values as string[]);
}

function escapeName(text: string): string {
  return text.replace(escaped, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

function unescapeName(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
