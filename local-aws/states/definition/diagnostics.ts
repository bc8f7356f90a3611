/** What is wrong with a definition. */
export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  /** Such as `SCHEMA_VALIDATION_FAILED`. */
  readonly code: string;
  readonly message: string;
  /** Such as `/States/Wait/Seconds`. */
  readonly location: string;
}

/** Collects what is wrong. */
export class Diagnostics {
  readonly found: Diagnostic[] = [];

  /** The definition has not the shape that it should have. */
  schema(message: string, location: string): void {
    this.add("SCHEMA_VALIDATION_FAILED", message, location);
  }

  add(code: string, message: string, location: string): void {
    this.found.push({ severity: "ERROR", code, message, location });
  }
}

/** AWS's message for a definition that it refuses. */
export function invalidDefinitionText(diagnostics: readonly Diagnostic[]): string {
  const parts = diagnostics.map(
    ({ code, message, location }) => `'${code}: ${message}${location === "" ? "" : ` at ${location}`}'`,
  );
  return `Invalid State Machine Definition: ${parts.length === 1 ? parts[0] : `'${parts.join(", ")}'`}`;
}
