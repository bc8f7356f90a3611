/** A message's contents by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

interface DisplayData {
  readonly data: MimeBundle;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

type WriteDisplayData = (data: DisplayData, update?: boolean) => void;

interface KernelModule {
  readonly lastWriteDisplayData?: WriteDisplayData | null;
}

/**
 * The way to the notebook's front end, or undefined outside a notebook. tslab's public display takes one MIME type a
 * message; a chart needs several in one, and only the function behind it takes them. Loading tslab here would load a
 * whole TypeScript compiler, so it is used only where the kernel has loaded it already.
 */
function kernelWriter(): WriteDisplayData | undefined {
  const kernels = Object.keys(require.cache).filter((path) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path));
  // a tslab that is started from another folder loads the one beside the notebooks, and only that one writes
  const writers = kernels.map(
    (path) => (require.cache[path]?.exports as KernelModule | undefined)?.lastWriteDisplayData,
  );
  return writers.find((write) => write !== undefined && write !== null);
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
