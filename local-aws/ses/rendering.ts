import { AwsError } from "../protocol/aws-error";

/**
 * The names in a template whose values are missing.
 *
 * @throws AwsError Where it has more than names in it, which the embedded AWS does not render.
 */
export function namesIn(...parts: readonly (string | undefined)[]): string[] {
  const inside = parts.flatMap((part = "") =>
    [...part.matchAll(/\{\{\{?([^{}]*)\}?\}\}/g)].map(([, name = ""]) => name.trim()),
  );
  const odd = inside.find((name) => !/^[A-Za-z_][\w-]*(\.[\w-]+)*$/.test(name));
  if (odd !== undefined) {
    throw new AwsError("InvalidTemplateException", `The embedded AWS renders names in templates, and not {{${odd}}}.`);
  }
  return inside;
}

/** @throws AwsError Where it is no JSON object. */
export function readData(text: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === "object" && data !== null && !Array.isArray(data)) {
      return data as Readonly<Record<string, unknown>>;
    }
  } catch {
    // it is none
  }
  throw new AwsError("InvalidRenderingParameterException", "Template rendering data is invalid");
}

/**
 * A part of a template with its values.
 *
 * @param toText How values become a part of the text.
 * @throws AwsError Where one is missing.
 */
export function render(part: string, data: Readonly<Record<string, unknown>>, toText = (text: string) => text): string {
  return part.replace(/\{\{(\{?)([^{}]*)\}?\}\}/g, (_all, plain: string, name: string) => {
    const value = name
      .trim()
      .split(".")
      .reduce<unknown>((of, key) => memberOf(of, key), data);
    if (value === undefined) {
      throw new AwsError(
        "MissingRenderingAttributeException",
        `Attribute '${name.trim()}' is not present in the rendering data.`,
      );
    }
    return plain === "" ? toText(String(value)) : String(value);
  });
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (each) => references[each] as string);

function memberOf(of: unknown, key: string): unknown {
  return typeof of === "object" && of !== null && Object.hasOwn(of, key)
    ? (of as Record<string, unknown>)[key]
    : undefined;
}
