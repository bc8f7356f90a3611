/** A message's contents by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

interface DisplayData {
  readonly data: MimeBundle;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

type WriteDisplayData = (data: DisplayData, update?: boolean) => void;

/**
 * The way to the notebook's front end, or undefined outside a notebook. tslab's public display takes one MIME type a
 * message; a chart needs several in one, and only the function behind it takes them. Loading tslab here would load a
 * whole TypeScript compiler, so it is used only where the kernel has loaded it already.
 */
function kernelWriter(): WriteDisplayData | undefined {
  const loaded = Object.keys(require.cache).find((path) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path));
  const exports = loaded === undefined ? undefined : require.cache[loaded]?.exports;
  return (exports as { lastWriteDisplayData?: WriteDisplayData } | undefined)?.lastWriteDisplayData ?? undefined;
}

/** Does this code run in a notebook? */
export function inNotebook(): boolean {
  return kernelWriter() !== undefined;
}

/**
 * Shows one thing in several MIME types, of which the front end picks the best. Outside a notebook its `text/plain` is
 * printed.
 *
 * @param displayId Names the place, so that a later message can replace what stands there.
 * @param update Replaces what the place shows.
 */
export function show(bundle: MimeBundle, displayId?: string, update = false): void {
  const write = kernelWriter();
  if (write === undefined) {
    console.log(String(bundle["text/plain"] ?? ""));
    return;
  }
  write({ data: bundle, metadata: {}, transient: { display_id: displayId } }, update);
}
