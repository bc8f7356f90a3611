import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectRoot } from "../../engines/installation";
import { startSandbox } from "../../engines/sandbox";
import { endScript } from "../../engines/script-process";
import type { LogStore } from "../../logs/log-store";
import type { Credentials } from "../../protocol/signatures/credentials";
import type { FunctionVersion } from "../functions/function-record";
import { makeEnvironmentFolder } from "./environment-folder";
import { exitText, type Failure, failureBody } from "./failure";
import { FunctionLog } from "./function-log";
import { initReport, initStart, report } from "./log-lines";
import { type RuntimeAnswer, RuntimeApi, type RuntimeInvocation, type RuntimeListener } from "./runtime-api";
import { RuntimeOutput } from "./runtime-output";
import { argumentsOf, isNode, programOf } from "./runtimes";
import { SandboxLine } from "./sandbox-line";
import { variablesOf } from "./variables";

/** What an environment runs, and where it reaches the embedded AWS. */
export interface EnvironmentOptions {
  readonly name: string;
  readonly version: FunctionVersion;
  readonly region: string;
  /** The function's zip, and those of its layers. */
  readonly code: string;
  readonly layers: readonly string[];
  readonly endpoint: string;
  readonly credentials: Credentials | undefined;
  readonly logs: LogStore;
}

/** What came of an invocation. */
export interface EnvironmentAnswer {
  readonly payload: Buffer;
  /** Why it failed; undefined where it did not. */
  readonly errorType: string | undefined;
  /** In milliseconds. */
  readonly duration: number;
  /** The last 4 KB of its log. */
  readonly logTail: Buffer;
}

export type InvocationRequest = Omit<RuntimeInvocation, "deadline">;

const megabyte = 1024 * 1024;
const initLimitMs = 10_000;
/** What a runtime printed before its answer comes at once, unless it has closed its output. */
const drainLimitMs = 500;

type Ending = { readonly answer: RuntimeAnswer } | { readonly failure: Failure };

/**
 * An execution environment: one process of a runtime with a function's code, that runs one invocation after the other.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class ExecutionEnvironment implements RuntimeListener {
  private readonly api = new RuntimeApi(this);
  private readonly log: FunctionLog;
  private child: ChildProcess | undefined;
  private sandbox: SandboxLine | undefined;
  private output: RuntimeOutput | undefined;
  private readonly started = Date.now();
  private spawned = 0;
  private initDuration: number | undefined;
  private isReady = false;
  private failure: Failure | undefined;
  private answered: RuntimeAnswer | undefined;
  private endedOutputOf: string | undefined;
  /** Called whenever something has happened. */
  private wake: () => void = () => {};
  private invocations = 0;
  private over: Promise<void> | undefined;

  constructor(private readonly options: EnvironmentOptions) {
    const { version, logs } = options;
    const day = new Date(this.started).toISOString().slice(0, 10).replaceAll("-", "/");
    const stream = `${day}/[${version.version}]${randomUUID().replaceAll("-", "")}`;
    this.log = new FunctionLog(logs, version.logGroup, stream, (isFull) => {
      if (isFull) {
        this.child?.stdout?.pause();
      } else {
        this.child?.stdout?.resume();
      }
    });
  }

  /** Whether it can take an invocation. */
  get isUsable(): boolean {
    return this.failure === undefined && this.over === undefined;
  }

  /** Unpacks the code and starts the runtime. What goes wrong is told to the invocation. */
  async start(): Promise<void> {
    const { version, name, region, endpoint, credentials } = this.options;
    try {
      const folders = await makeEnvironmentFolder(version.runtime, this.options.code, this.options.layers);
      const runtimeApi = await this.api.start();
      this.log.add(initStart(version.runtime));
      if (this.over !== undefined) {
        this.api.close();
        rmSync(folders.path, { recursive: true, force: true });
        return;
      }
      const bootstrap = isNode(version.runtime) ? "bootstrap.mjs" : "bootstrap.py";
      const client = join(projectRoot, "local-aws", "lambda", "runtime-clients", bootstrap);
      const args = [...argumentsOf(version.runtime, version.memorySize), client];
      this.spawned = performance.now();
      const child = startSandbox(programOf(version.runtime), args, {
        folder: folders.path,
        scratch: folders.scratch,
        cwd: folders.task,
        memory: version.memorySize * megabyte,
        storage: version.ephemeralStorage * megabyte,
        env: variablesOf({
          ...{ name, version, region, endpoint, credentials, folders, runtimeApi },
          logGroup: this.log.group,
          logStream: this.log.stream,
        }),
      });
      this.attach(child);
    } catch (error) {
      this.fail({ errorType: "Runtime.Unknown", message: (error as Error).message });
    }
  }

  /**
   * Runs an invocation: after the runtime's start, where that has not ended yet. There is one at a time.
   *
   * @param onStarted Called when the handler begins.
   */
  async invoke(request: InvocationRequest, onStarted: () => void = () => {}): Promise<EnvironmentAnswer> {
    const { version } = this.options;
    this.log.startTail();
    const isFirst = this.invocations++ === 0;
    if (isFirst) {
      await this.waitFor(() => this.isReady || this.failure !== undefined, initLimitMs);
      if (!this.isReady && this.failure === undefined) {
        this.log.add(initReport(initLimitMs, "timeout", undefined));
      }
    } else {
      this.sandbox?.resume();
    }
    const begun = performance.now();
    const limitMs = version.timeout * 1000;
    this.log.add(`START RequestId: ${request.requestId} Version: ${version.version}`);
    await this.waitFor(() => this.isReady || this.failure !== undefined, limitMs);
    if (this.isReady && this.failure === undefined) {
      this.isReady = false;
      this.answered = undefined;
      this.endedOutputOf = undefined;
      onStarted();
      this.api.give({ ...request, deadline: Date.now() + Math.ceil(limitMs - (performance.now() - begun)) });
      const left = limitMs - (performance.now() - begun);
      await this.waitFor(() => this.isReady || this.failure !== undefined, left);
    }
    const duration = performance.now() - begun;
    const ending = this.ending();
    const used = await this.settle(request.requestId, ending);
    this.log.add(...this.closingLines(request.requestId, ending, duration, used, isFirst));
    const answer: EnvironmentAnswer = {
      payload: "answer" in ending ? ending.answer.body : failureBody(request.requestId, ending.failure),
      errorType: errorTypeOf(ending),
      duration,
      logTail: this.log.readTail(),
    };
    this.log.flush();
    return answer;
  }

  onNext(): void {
    this.initDuration ??= performance.now() - this.spawned;
    this.isReady = true;
    this.wake();
  }

  onAnswer(answer: RuntimeAnswer): void {
    this.answered = answer;
    this.wake();
  }

  onInitError(answer: RuntimeAnswer): void {
    const errorType = answer.errorType ?? "Runtime.Unknown";
    this.log.add(initReport(performance.now() - this.spawned, "error", errorType));
    this.fail({ errorType, message: "", body: answer.body });
  }

  /** Ends it and every process in it. */
  end(): Promise<void> {
    this.over ??= this.close();
    return this.over;
  }

  private attach(child: ChildProcess): void {
    this.child = child;
    this.sandbox = new SandboxLine(child);
    this.output = new RuntimeOutput(
      (events) => this.log.add(...events),
      (requestId) => {
        this.endedOutputOf = requestId;
        this.wake();
      },
    );
    child.stdout?.on("data", (bytes: Buffer) => this.output?.add(bytes));
    child.once("error", (error) => this.fail({ errorType: "Runtime.Unknown", message: error.message }));
    child.once("exit", (code, signal) => {
      const broken = this.sandbox?.broken;
      const errorType = broken === "memory" ? "Runtime.OutOfMemory" : "Runtime.ExitError";
      this.fail({
        errorType,
        message: broken === undefined ? exitText(code, signal) : exitText(null, "SIGKILL"),
        broken,
      });
    });
  }

  /** The first failure counts. */
  private fail(failure: Failure): void {
    this.failure ??= failure;
    this.wake();
  }

  private async waitFor(isSo: () => boolean, milliseconds: number): Promise<void> {
    if (isSo()) {
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, milliseconds));
      this.wake = () => {
        if (isSo()) {
          clearTimeout(timer);
          resolve();
        }
      };
    });
    this.wake = () => {};
  }

  private ending(): Ending {
    const { answered, failure } = this;
    if (answered !== undefined) {
      return { answer: answered };
    }
    const message = `Task timed out after ${this.options.version.timeout}.00 seconds`;
    return { failure: failure ?? { errorType: "Sandbox.Timedout", message } };
  }

  /** Waits for what was printed, and lets the environment rest or end. @returns The bytes of memory that it had. */
  private async settle(requestId: string, ending: Ending): Promise<number> {
    const hasEnded = "failure" in ending || this.failure !== undefined || !this.isReady;
    if (hasEnded) {
      await this.end();
      return this.sandbox?.memory ?? 0;
    }
    const memory = (await this.sandbox?.rest()) ?? 0;
    await this.waitFor(() => this.endedOutputOf === requestId, drainLimitMs);
    return memory;
  }

  private closingLines(id: string, ending: Ending, duration: number, memory: number, isFirst: boolean): string[] {
    const { memorySize } = this.options.version;
    const lines: string[] = [];
    if ("failure" in ending && ending.failure.body === undefined) {
      const { errorType, message, broken } = ending.failure;
      if (broken === "storage" || broken === "processes") {
        const limits = {
          storage: `more than its ${this.options.version.ephemeralStorage} MB of temporary files`,
          processes: "more than 1,024 processes",
        };
        lines.push(`The environment was ended: it had ${limits[broken]}.`);
      }
      lines.push(
        errorType === "Sandbox.Timedout"
          ? `${new Date().toISOString()} ${id} ${message}`
          : `RequestId: ${id} Error: ${message}\n${errorType}`,
      );
    }
    lines.push(`END RequestId: ${id}`);
    const status = "answer" in ending ? undefined : ending.failure;
    lines.push(
      report({
        ...{ id, duration, memorySize, memory },
        initDuration: isFirst ? this.initDuration : undefined,
        errorType: status?.errorType,
      }),
    );
    return lines;
  }

  private async close(): Promise<void> {
    const { child } = this;
    this.api.close();
    // whoever waits for an answer gets one
    this.fail({ errorType: "Runtime.ExitError", message: exitText(null, "SIGKILL") });
    if (child !== undefined) {
      const drained = new Promise((done) => child.stdout?.once("end", done));
      const isOpen = child.stdout?.readableEnded === false;
      await endScript(child);
      if (isOpen) {
        child.stdout?.resume();
        await Promise.race([drained, sleep(drainLimitMs, undefined, { ref: false })]);
      }
      child.stdout?.destroy();
      this.output?.end();
    }
    this.log.flush();
  }
}

function errorTypeOf(ending: Ending): string | undefined {
  if ("failure" in ending) {
    return ending.failure.errorType;
  }
  return ending.answer.kind === "error" ? (ending.answer.errorType ?? "Unhandled") : undefined;
}
