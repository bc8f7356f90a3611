import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { readInput } from "../../protocol/model/read-input";
import { type Shape, serviceModel } from "../../protocol/model/service-model";
import type { Base, Step } from "./base-inputs";
import { type Answered, callOperation } from "./call-operation";
import { candidates, type NestedMember, nameOf, type Path, parentOf, valueAt, withValue } from "./nested-members";

/** What becomes of a member: `kept` is read back under its name; `ignored` changes nothing that can be seen. */
export type Verdict = "kept" | "obeyed" | "refused" | "ignored";

type Members = Readonly<Record<string, unknown>>;

/** What is new in each answer, also in texts within it: ids, today's times, signatures. */
const newIds = new RegExp(
  [
    ...[
      "([0-9a-f]{16}-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
      "tfm-[0-9a-f]+",
      "[dj]r_[0-9a-f]+",
      "dqrun-[0-9a-f]+",
    ],
    ...[`${new Date().toISOString().slice(0, 10)}T[0-9:.]+(Z|\\+0000)`, "secret:ID-\\w{6}", 'X-Amz-\\w+=[^&"]+'],
    'Signature\\\\+" : \\\\+"[A-Za-z0-9+/=]+',
  ].join("|"),
  "g",
);
const aDay = 86_400_000;

/** What a request answered, and what could be read after it. */
interface Seen {
  readonly status: number;
  readonly message: string;
  readonly answers: unknown;
}

/** Puts members into requests that work and looks what becomes of them. */
export class Prober {
  private ids = 0;
  private readonly plain = new Map<Base, Seen>();

  constructor(private readonly url: string) {}

  /** Sends requests that have to succeed, one after the other. @returns The last one's answer. */
  async prepare(steps: readonly Step[]): Promise<Members> {
    let last: Members = {};
    for (const [operation, input] of steps) {
      const { status, body } = await this.call(operation, typeof input === "function" ? input(last) : input);
      assert.ok(status >= 200 && status < 300, `${operation}: ${JSON.stringify(body)}`);
      last = body;
    }
    return last;
  }

  /** Whether a member's presence alone is refused by its name, so that nothing within it counts. */
  async isRefusedWhole(operation: string, bases: readonly Base[], path: Path): Promise<boolean> {
    const base = this.fitting(bases, path);
    const [plain, seen] = [await this.plainOf(operation, base), await this.send(operation, base, path)];
    return plain.message !== seen.message && mentions(seen.message, path.slice(-1));
  }

  /**
   * @param bases Requests of the operation; that one is taken which has what is around the member.
   * @returns What becomes of it, and the refusal where it does not name the member.
   */
  async probe(
    operation: string,
    bases: readonly Base[],
    { path, shape }: NestedMember,
  ): Promise<{ readonly verdict: Verdict; readonly oddRefusal?: string }> {
    const base = this.fitting(bases, path);
    const plain = await this.plainOf(operation, base);
    const present = valueAt(base.input("ID"), path);
    const values = candidates(shape, present);
    if (values.length === 0 && timesRead(nameOf(path), present, plain.answers) > 0) {
      return { verdict: "kept" };
    }
    const refusals: string[] = [];
    let isAccepted = false;
    for (const value of values) {
      const seen = await this.send(operation, base, path, value);
      if (seen.status !== plain.status || seen.message !== plain.message) {
        refusals.push(seen.message);
        continue;
      }
      isAccepted = true;
      const read = readInput(shapeOf(path, shape), { [nameOf(path)]: value })[nameOf(path)];
      const asRead = JSON.parse(JSON.stringify(read));
      if (timesRead(nameOf(path), asRead, seen.answers) > timesRead(nameOf(path), asRead, plain.answers)) {
        return { verdict: "kept" };
      }
      if (!isDeepStrictEqual(seen.answers, plain.answers)) {
        return { verdict: "obeyed" };
      }
    }
    // of few values one is the default; of many, one that is taken shows that the others were only out of bounds
    const isOfFew = shape.type === "boolean" || shape.enum !== undefined;
    if (refusals.length === 0 || (isAccepted && !isOfFew)) {
      return { verdict: "ignored" };
    }
    const isNamed = refusals.some((message) => message.includes("ID") || mentions(message, path));
    return { verdict: "refused", ...(!isNamed && { oddRefusal: refusals[0] }) };
  }

  private fitting(bases: readonly Base[], path: Path): Base {
    const fits = bases.find((base) => valueAt(base.input("ID"), parentOf(path)) !== undefined);
    return fits ?? (bases[0] as Base);
  }

  /** What a base's own request gives: twice the same, or what else changes could not be told from it. */
  private async plainOf(operation: string, base: Base): Promise<Seen> {
    const before = this.plain.get(base);
    if (before !== undefined) {
      return before;
    }
    const [plain, again] = [await this.send(operation, base), await this.send(operation, base)];
    assert.deepEqual(again, plain, operation);
    assert.equal(plain.status === 200, base.isRefused !== true, `${operation}: ${plain.message}`);
    this.plain.set(base, plain);
    return plain;
  }

  /** Sends a base's request on ground of its own, at a path with a value, or with all that is required there. */
  private async send(operation: string, base: Base, path?: Path, value?: unknown): Promise<Seen> {
    const id = `p${this.ids++}`;
    const last = await this.prepare(base.before?.(id) ?? []);
    const [service = "", name = ""] = operation.split(":");
    const own = value === undefined ? undefined : JSON.parse(JSON.stringify(value).replaceAll("ID", id));
    const input = base.input(id, last);
    const sent = path === undefined ? input : withValue(serviceModel(service).input(name), input, path, own);
    const { status, body } = await this.call(operation, sent);
    const answers = [body];
    for (const [read, what] of status === 200 ? (base.after?.(id, body) ?? []) : []) {
      answers.push((await this.call(read, what)).body);
    }
    const text = (one: unknown): string => JSON.stringify(one, settled).replaceAll(id, "ID").replace(newIds, "new");
    return { status, message: JSON.parse(text(body.message ?? "")), answers: JSON.parse(text(answers)) };
  }

  private async call(operation: string, input: unknown): Promise<Answered> {
    const [service = "", name = ""] = operation.split(":");
    if (service !== "local") {
      return callOperation(this.url, service, name, input);
    }
    const { about } = input as { about: string };
    const mails = await this.mailsAbout(about);
    if (name === "Visit") {
      const [link] = /http[^"\\\s]+/.exec(JSON.stringify(mails)) ?? [];
      assert.equal((await fetch(link ?? "")).status, 200);
    }
    return { status: 200, body: { mails } };
  }

  /** The mails in the inbox that name something. */
  private async mailsAbout(about: string): Promise<object[]> {
    const { mails } = (await (await fetch(`${this.url}/_local/inbox`)).json()) as { mails: object[] };
    return mails.filter((mail) => JSON.stringify(mail).includes(about));
  }
}

/** A structure that has the member alone. */
function shapeOf(path: Path, member: Shape): Shape {
  return { name: "", type: "structure", members: new Map([[nameOf(path), member]]), required: new Set(), bindings: {} };
}

/** How far something has come, how long it took, and where a page ends. */
const changing =
  /Millis$|Token$|Timestamp$|^(Status|Statistics|DPUHour|ReceiptHandle|MD5OfBody|SequenceNumber|LastModified)$/;
const onItsWay = ["RUNNING", "COMPLETED"];

/** What changes by itself counts as the same in every answer, as do moments of today. */
function settled(key: string, value: unknown): unknown {
  const moment = typeof value === "string" ? Date.parse(value) : Number(value);
  const isNow = Math.abs(moment - Date.now()) < aDay;
  return isNow || changing.test(key) || onItsWay.includes(value as string) ? undefined : value;
}

/** How often a value of that name is to be read in an answer, in lists and alone. */
function timesRead(name: string, value: unknown, answer: unknown, at = ""): number {
  if (at.toLowerCase() === name.toLowerCase() && isDeepStrictEqual(answer, value)) {
    return 1;
  }
  const within = typeof answer === "object" && answer !== null ? Object.entries(answer) : [];
  return within
    .map(([key, each]) => timesRead(name, value, each, Array.isArray(answer) ? at : key))
    .reduce((sum, times) => sum + times, 0);
}

function mentions(message: string, names: Path): boolean {
  return names.some((name) => name !== "[]" && name !== "{}" && message.toLowerCase().includes(name.toLowerCase()));
}
