import type { FileSchema } from "../formats/file-schema";

/** A file that a classifier knew. */
export interface CrawledFile {
  readonly key: string;
  readonly size: number;
  readonly schema: FileSchema;
}

export interface Folder {
  /** Its own name; the bucket's at the root. */
  readonly name: string;
  /** Its prefix in the bucket, with a slash at the end; empty at the root. */
  readonly prefix: string;
  readonly files: CrawledFile[];
  readonly folders: Map<string, Folder>;
}

/** Puts files into the tree of folders under a prefix. */
export function folderTree(bucket: string, prefix: string, files: readonly CrawledFile[]): Folder {
  const root: Folder = newFolder(prefix.split("/").at(-2) ?? bucket, prefix);
  for (const file of files) {
    const names = file.key.slice(prefix.length).split("/").slice(0, -1);
    let folder = root;
    for (const name of names) {
      let inner = folder.folders.get(name);
      if (inner === undefined) {
        inner = newFolder(name, `${folder.prefix}${name}/`);
        folder.folders.set(name, inner);
      }
      folder = inner;
    }
    folder.files.push(file);
  }
  return root;
}

const newFolder = (name: string, prefix: string): Folder => ({ name, prefix, files: [], folders: new Map() });
