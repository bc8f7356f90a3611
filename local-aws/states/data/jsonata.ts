import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Json, JsonObject } from "./json";
import type { EvaluationAnswer, EvaluationRequest } from "./jsonata-worker";

/** Why an expression has no value, in AWS's words: what follows the state that it stands in. */
export class JsonataError extends Error {}

interface Waiting {
  readonly request: EvaluationRequest;
  readonly resolve: (answer: EvaluationAnswer) => void;
}

/** What an expression may take, in milliseconds: JSONata ends it; where that cannot, its thread is ended. */
const timeout = 2_000;
const hardTimeout = 4_000;
const mostMemoryInMegabytes = 256;
const idleMs = 30_000;

/** Whether there is anything to evaluate: most templates are plain. */
export function hasExpressions(template: Json | undefined): boolean {
  if (typeof template === "string") {
    return template.startsWith("{%");
  }
  return typeof template === "object" && template !== null && Object.values(template).some(hasExpressions);
}

/**
 * Evaluates JSONata in a thread of its own: an expression is a caller's program, and may loop. The thread starts with
 * the first expression, and ends when there was none for a while.
 */
export class Jsonata {
  private readonly waiting: Waiting[] = [];
  private running: Waiting | undefined;
  private worker: Worker | undefined;
  private limit: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;

  /**
   * Fills a template: every text `{% … %}` in it takes the value of its expression.
   *
   * @param field Where it stands, such as `Output`.
   * @param bindings Variables by their names without `$`, such as `states`.
   * @throws JsonataError
   */
  async fill(template: Json, field: string, bindings: JsonObject): Promise<Json> {
    if (!hasExpressions(template)) {
      return template;
    }
    const request = { template, field, bindings, timeout };
    const answer = await new Promise<EvaluationAnswer>((resolve) => {
      this.waiting.push({ request, resolve });
      this.next();
    });
    if ("value" in answer) {
      return JSON.parse(answer.value) as Json;
    }
    throw new JsonataError(
      `The JSONata expression '${answer.expression}' specified for the field '${answer.field}' ${answer.problem}`,
    );
  }

  close(): void {
    clearTimeout(this.limit);
    clearTimeout(this.idle);
    void this.worker?.terminate();
    this.worker = undefined;
  }

  private next(): void {
    if (this.running !== undefined) {
      return;
    }
    clearTimeout(this.idle);
    this.running = this.waiting.shift();
    if (this.running === undefined) {
      this.idle = setTimeout(() => this.close(), idleMs).unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.ref();
    this.worker.postMessage(this.running.request);
    this.limit = setTimeout(() => this.kill("took too long"), hardTimeout);
  }

  private start(): Worker {
    const worker = new Worker(join(__dirname, "jsonata-worker.js"), {
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryInMegabytes },
    });
    worker.on("message", (answer: EvaluationAnswer) => this.done(answer));
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (this.worker === worker) {
        this.kill(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "took too much memory" : error.message);
      }
    });
    return worker;
  }

  private kill(why: string): void {
    void this.worker?.terminate();
    this.worker = undefined;
    const { field = "", template } = this.running?.request ?? {};
    const expression = typeof template === "string" ? template.slice(2, -2).trim() : "";
    this.done({ problem: `threw an error during evaluation. It ${why}.`, expression, field });
  }

  private done(answer: EvaluationAnswer): void {
    clearTimeout(this.limit);
    this.worker?.unref();
    const { running } = this;
    this.running = undefined;
    running?.resolve(answer);
    this.next();
  }
}
