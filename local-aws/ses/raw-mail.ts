/** The headers of a mail as it goes over the wire: by name in small letters, the first of each. */
export function headersOf(raw: string): ReadonlyMap<string, string> {
  const [head = ""] = raw.split(/\r?\n\r?\n/, 1);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const at = line.indexOf(":");
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase();
    if (name !== "" && !headers.has(name)) {
      headers.set(name, decodeWords(line.slice(at + 1).trim()));
    }
  }
  return headers;
}

/** The addresses in a header; a comma within quotes ends none. */
export function addressesIn(header: string | undefined): string[] {
  const parts = (header ?? "").match(/(?:"[^"]*"|[^",])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** Decodes words such as `=?UTF-8?B?…?=`. @see https://www.rfc-editor.org/rfc/rfc2047 */
function decodeWords(text: string): string {
  const word = /=\?([\w-]+)\?([BQ])\?([^?]*)\?=(?:\s+(?==\?))?/gi;
  return text.replace(word, (all, charset: string, kind: string, content: string) => {
    const bytes =
      kind.toUpperCase() === "B"
        ? Buffer.from(content, "base64")
        : Buffer.from(
            content
              .replaceAll("_", " ")
              .replace(/=([0-9A-F]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            "latin1",
          );
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return all;
    }
  });
}
