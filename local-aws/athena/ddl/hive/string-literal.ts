const named: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\", "'": "\\'" };

/** As Java escapes a string: what a Hive string literal reads back. */
export function quoted(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: delimiters are control characters.
    /[\t\n\r\\']|[\x00-\x1f\x7f]/g,
    (char) => named[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}
