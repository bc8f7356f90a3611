import { basename, dirname, extname, resolve } from "node:path";
import type { BuildFailure } from "esbuild";
import { zipSync } from "fflate";
import { LabError } from "../errors";

/** A handler could not be bundled. */
export class BundleFailed extends LabError {
  override readonly name = "BundleFailed";
  readonly kind = "configuration";
  readonly checkNext = [
    "Look at the place that the message names: a file that is not there, a package that is not installed, a mistake in the code.",
    "What the runtime brings itself needs no bundling: the clients of the AWS SDK, and Node's own modules.",
  ];
}

export interface BundleOptions {
  /** Of Node, as in the function's runtime; 20 where it is not given. */
  readonly node?: 20 | 22 | 24;
  /** Further files of the package, by their path in it. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** A runtime has them, so they make no package larger. */
const ofTheRuntime = ["@aws-sdk/*", "@smithy/*"];

/** The same bytes each time: an unchanged handler makes no new version of a function. */
const packed = new Date("2026-01-01T00:00:00Z");

/**
 * Makes the zip of a function from a handler in TypeScript or JavaScript and all that it imports, but for the AWS SDK, which
 * Lambda's runtimes have. The file in it is called as the handler's, so `src/resize.ts` makes the handler `resize.handler`.
 *
 * @param entry The handler's file, or its text: that is packed as `index.js`, for the handler `index.handler`.
 * @returns What `CreateFunction` takes as `Code.ZipFile`.
 * @throws BundleFailed with the places that are wrong.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/typescript-package.html
 */
export async function bundleHandler(
  entry: string | { readonly source: string },
  { node = 20, files = {} }: BundleOptions = {},
): Promise<Uint8Array> {
  // loaded when it is needed: it starts a process
  const { build } = await import("esbuild");
  const isFile = typeof entry === "string";
  const name = isFile ? basename(entry, extname(entry)) : "index";
  try {
    const { outputFiles } = await build({
      ...(isFile
        ? { entryPoints: [resolve(entry)], absWorkingDir: resolve(dirname(entry)) }
        : { stdin: { contents: entry.source, loader: "ts", resolveDir: process.cwd(), sourcefile: "index.ts" } }),
      ...{ bundle: true, write: false, platform: "node", format: "cjs", target: `node${node}`, logLevel: "silent" },
      external: ofTheRuntime,
    });
    const code = outputFiles[0]?.contents ?? new Uint8Array();
    const others = Object.entries(files).map(([path, content]) => [path, Buffer.from(content)] as const);
    return zipSync({ [`${name}.js`]: code, ...Object.fromEntries(others) }, { mtime: packed });
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (errors === undefined) {
      throw error;
    }
    const places = errors.map(({ text, location }) => {
      const place = location === null ? "" : `${location.file}:${location.line}:${location.column + 1}: `;
      return `${place}${text}`;
    });
    throw new BundleFailed(`The handler could not be bundled. ${places.join("; ")}`);
  }
}
