import type { DataFolder } from "../data-folder";
import { NamedFile } from "../records/named-file";
import { objectWith } from "../sealed";
import { OneByOne } from "./one-by-one";

interface Answered {
  readonly key: string;
  /** The SHA-256 of the request's body. */
  readonly request: string;
  readonly answer: unknown;
}

/** AWS does not say how many requests it remembers, and for how long. */
const mostKept = 500;

/**
 * Answers of requests that carry an idempotency token: one that is sent again, as clients do where no answer came, is
 * answered and not carried out again.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html
 */
export class IdempotentAnswers {
  private readonly file: NamedFile<Answered>;
  private readonly turns = new OneByOne();

  /** @param path In the data folder, ending in `.jsonl`. */
  constructor(data: DataFolder, path: string) {
    this.file = new NamedFile(data, path, { shape: objectWith({ key: "string", request: "string" }) });
  }

  /**
   * @param key The operation and the token.
   * @param request The SHA-256 of the request's body.
   * @param work Carries the request out.
   * @param mismatch The error for a token that another request had.
   */
  once(key: string, request: string, work: () => Promise<unknown>, mismatch: () => Error): Promise<unknown> {
    return this.turns.run(key, () => this.answer(key, request, work, mismatch));
  }

  /** Reads what is kept, so that damage is told at the start. */
  load(): void {
    this.file.all();
  }

  reset(): void {
    this.file.remove();
  }

  private async answer(
    key: string,
    request: string,
    work: () => Promise<unknown>,
    mismatch: () => Error,
  ): Promise<unknown> {
    const before = this.file.find(key);
    if (before !== undefined) {
      if (before.request !== request) {
        throw mismatch();
      }
      return before.answer;
    }
    const answer = await work();
    this.file.put(key, { key, request, answer });
    const kept = this.file.inOrder();
    if (kept[0] !== undefined && kept.length > mostKept) {
      this.file.delete(kept[0].key);
    }
    return answer;
  }
}
