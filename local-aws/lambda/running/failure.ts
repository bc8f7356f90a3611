/** Why an environment did not answer an invocation. */
export interface Failure {
  /** AWS's name of it, such as `Runtime.ExitError`. */
  readonly errorType: string;
  readonly message: string;
  /** What the runtime said itself, where it could. */
  readonly body?: Buffer;
  /** The limit for which the environment was ended. */
  readonly broken?: string | undefined;
}

/** The answer to an invocation that failed. */
export function failureBody(requestId: string, { errorType, message, body }: Failure): Buffer {
  return body ?? Buffer.from(JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId} Error: ${message}` }));
}

/** How AWS says that a runtime ended, by its exit code or signal. */
export function exitText(code: number | null, signal: NodeJS.Signals | null): string {
  if (code === 0) {
    return "Runtime exited without providing a reason";
  }
  return `Runtime exited with error: ${code === null ? `signal: ${signalNames[signal ?? ""] ?? signal}` : `exit status ${code}`}`;
}

const signalNames: Readonly<Record<string, string>> = {
  SIGKILL: "killed",
  SIGTERM: "terminated",
  SIGABRT: "aborted",
  SIGSEGV: "segmentation fault",
  SIGBUS: "bus error",
  SIGILL: "illegal instruction",
  SIGFPE: "floating point exception",
  SIGINT: "interrupt",
  SIGHUP: "hangup",
};
