/** The data folder is not there any more, or is another one. */
export class DataFolderGone extends Error {}

type Problem = (path: string) => string;

const problems: Readonly<Record<string, Problem>> = {
  ENOSPC: () => "The disk of the embedded AWS is full. Free some space and try again.",
  EDQUOT: () => "The disk of the embedded AWS is full. Free some space and try again.",
  EROFS: (path) => `The embedded AWS cannot write ${path}: its disk is read-only. Make it writable and try again.`,
  EACCES: (path) => `The embedded AWS is not allowed to use ${path}. Change who may, and try again.`,
  EPERM: (path) => `The embedded AWS is not allowed to use ${path}. Change who may, and try again.`,
  EMFILE: () =>
    "The embedded AWS has as many files open as it may. Make fewer requests at once, or raise the limit (`ulimit -n`) before it is started.",
  ENFILE: () => "This machine has as many files open as it may. End some programs and try again.",
  EIO: (path) => `The disk of the embedded AWS fails at ${path}: input/output error. Have the disk checked.`,
  ENOENT: (path) =>
    `${path} is missing. Where files in the data folder of the embedded AWS were deleted while it runs, end it and start it again.`,
};

/**
 * What an error of the file system means for whoever uses the embedded AWS, and what to do: whole sentences.
 *
 * @returns Undefined where it is another kind of error.
 */
export function ioProblem(error: unknown): string | undefined {
  if (error instanceof DataFolderGone) {
    return error.message;
  }
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  // errors of the network have no path; a full disk may be met through a descriptor, which has none either
  const needsPath = code !== "ENOSPC" && code !== "EDQUOT" && code !== "EMFILE" && code !== "ENFILE" && code !== "EIO";
  if (code === undefined || syscall === undefined || syscall.startsWith("spawn") || (needsPath && path === undefined)) {
    return undefined;
  }
  return Object.hasOwn(problems, code) ? problems[code]?.(path ?? "a file of the data folder") : undefined;
}

/** The same, or the message of another error. */
export function explain(error: unknown): string {
  return ioProblem(error) ?? (error instanceof Error ? error.message : String(error));
}

/** Whether no more files can be open just now, which passes: who asked may ask again. */
export function isOutOfFiles(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code === "EMFILE" || code === "ENFILE";
}
