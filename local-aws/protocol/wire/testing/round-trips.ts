import assert from "node:assert/strict";
import { pick, type Random, random } from "../../../testing/random";
import { sample } from "../../../testing/sample-input";
import { AwsError } from "../../aws-error";
import { violationsOf } from "../../model/constraints";
import { readInput } from "../../model/read-input";
import type { ServiceModel, Shape } from "../../model/service-model";
import type { TestService } from "./test-service";

/** What a client of the SDK is, whatever its service. */
export interface AnyClient {
  send(command: object): Promise<object>;
}

type Commands = Readonly<Record<string, new (input: never) => object>>;

const seed = 20251128;
const oddTexts = [
  "a b+c%20&d=e",
  "<a>&amp;\"']]>",
  "공장 😀",
  "1,2;3",
  " x ",
  "a/b:c?d#e",
  "tab\tline\nend",
  "0",
  "true",
];

/** Members that botocore's models have and the SDK's client does not have yet. */
const newer = ["RuntimeConfig", "AcceleratorConfig"];

/** Structures that must have exactly one of their members, which samples do not. */
const unions = ["EvaluationCriteria", "EvaluationWindow"];

/** Values of a shape, with texts that have to be escaped where the shape lets any in. */
export function randomValue(shape: Shape, next: Random): Readonly<Record<string, unknown>> {
  const value = sample(shape, next) as object;
  return readInput(shape, withOddTexts(shape, value, next));
}

function withOddTexts(shape: Shape, value: unknown, next: Random): unknown {
  switch (shape.type) {
    case "structure":
      return Object.fromEntries(
        Object.entries(value as object)
          .filter(([name]) => !newer.includes(name) && !unions.includes(shape.members.get(name)?.name ?? ""))
          .map(([name, each]) => {
            const member = shape.members.get(name) as Shape;
            const location = shape.bindings[name]?.location;
            if (location === "statusCode") {
              return [name, 202];
            }
            return [name, location === "header" ? each : withOddTexts(member, each, next)];
          }),
      );
    case "list":
      return (value as unknown[]).map((each) => withOddTexts(shape.item as Shape, each, next));
    case "map":
      return Object.fromEntries(
        Object.entries(value as object).map(([key, each]) => [
          withOddTexts(shape.key as Shape, key, next),
          withOddTexts(shape.value as Shape, each, next),
        ]),
      );
    case "blob":
      return Buffer.from(pick(next, ["", "\u0000\u0001\u00ff", "bytes"]), "latin1").toString("base64");
    case "double":
    case "float":
      return shape.max === undefined && shape.min === undefined ? pick(next, [0, -1.5, 2 ** 40, 1e-7]) : value;
    case "string": {
      const { enum: words, pattern, min = 0, max = 1e9 } = shape;
      const text = pick(next, oddTexts);
      return words === undefined && pattern === undefined && text.length >= min && text.length <= max ? text : value;
    }
    default:
      return value;
  }
}

/** What can be compared of an SDK's values and our own: what is empty cannot be told from nothing in a query. */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return value.byteLength === 0 ? undefined : `bytes ${Buffer.from(value).toString("base64")}`;
  }
  if (value instanceof Date) {
    return `date ${value.getTime()}`;
  }
  if (typeof value !== "object" || value === null) {
    return value ?? undefined;
  }
  const entries = Object.entries(value)
    .map(([key, each]) => [key, comparable(each)] as const)
    .filter(([, each]) => each !== undefined);
  if (entries.length === 0) {
    return undefined;
  }
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

/**
 * Sends inputs and answers of each operation through a client of the SDK.
 *
 * @param sdk What the client's module exports.
 * @param except Operations that the SDK does more for than to send them.
 * @returns How many operations it was.
 */
export async function testRoundTrips(
  service: TestService,
  client: AnyClient,
  sdk: object,
  rounds: number,
  except: readonly string[] = [],
): Promise<number> {
  const { model } = service;
  const names = model.operationNames.filter((name) => `${name}Command` in sdk && !except.includes(name));
  for (const name of names) {
    const Command = (sdk as Commands)[`${name}Command`] as new (input: object) => object;
    for (let round = 0; round < rounds; round++) {
      const next = random(seed, round);
      const [input, output] = [randomValue(model.input(name), next), model.output(name)];
      if (violationsOf(model.input(name), input).length > 0) {
        // texts are not made for every pattern
        continue;
      }
      service.output = output && randomValue(output, next);
      const shown = `${name} ${JSON.stringify(comparable(input))} ${JSON.stringify(comparable(service.output))}`;
      const answer = await client.send(new Command({ ...input })).catch((error) => assert.fail(`${error} ${shown}`));
      assert.deepEqual(comparable(withoutTokens(service.input, input)), comparable(input), shown);
      const { $metadata: _, ...members } = answer as Record<string, unknown>;
      assert.deepEqual(
        comparable(await collected(members)),
        comparable(withStatus(model, name, service.output)),
        shown,
      );
    }
  }
  return names.length;
}

/** What came in, without the tokens that SDKs make where there are none. */
export function withoutTokens(received: unknown, sent: object): object {
  const entries = Object.entries(received as object).filter(([key]) => key in sent || !/^ClientToken$/i.test(key));
  return Object.fromEntries(entries);
}

/** An answer, with the status where that is a member of it. */
export function withStatus(model: ServiceModel, operation: string, output: object | undefined): object {
  const bindings = Object.entries(model.output(operation)?.bindings ?? {});
  const [status] = bindings.find(([, { location }]) => location === "statusCode") ?? [];
  return { ...(status && { [status]: model.http[operation]?.responseCode ?? 200 }), ...output };
}

/** Bodies that the SDK hands on as streams. */
async function collected(members: Record<string, unknown>): Promise<Record<string, unknown>> {
  const entries = Object.entries(members).map(async ([name, value]) => {
    const stream = value as { transformToByteArray?(): Promise<Uint8Array> };
    return [name, (await stream?.transformToByteArray?.()) ?? value] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Whether an exception of the service arrives as its class of the SDK, and one that the model does not know by its name.
 *
 * @param name The exception's name in the SDK.
 * @param command One that throws it.
 */
export async function testError(service: TestService, client: AnyClient, sdk: object, name: string, command: object) {
  service.output = new AwsError(name, "It <went> & wrong.");
  const error = await client.send(command).then(
    () => assert.fail("it was taken"),
    (thrown: unknown) => thrown as Error & { readonly $metadata: { readonly httpStatusCode: number } },
  );
  assert.equal(error.name, name);
  assert.equal(error.message, "It <went> & wrong.");
  assert.ok(error instanceof ((sdk as Commands)[name] as new (input: never) => object), name);
  return error.$metadata.httpStatusCode;
}
