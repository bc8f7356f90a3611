import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-s3";
import { s3Operations } from "../routes";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";
import { Bucket, baseRequest, completeUpload, settings } from "./base-requests";
import { bucketMembers } from "./bucket-members";
import { objectMembers } from "./object-members";
import type { Members, Probe } from "./probes";

/** How each member of each supported operation is treated; nothing of a request may be ignored unseen. */
const table: Readonly<Record<string, Members>> = { ...objectMembers, ...bucketMembers };
const settingsOf: Readonly<Record<string, object>> = settings;
let server: S3TestServer;
let s3: sdk.S3Client;

before(async () => {
  server = await startS3();
  s3 = server.client({
    maxAttempts: 1,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  await s3.send(new sdk.CreateBucketCommand({ Bucket }));
  await s3.send(new sdk.CreateBucketCommand({ Bucket: "member-tests-too" }));
});

after(() => server.close());

/** A shape of the SDK's own model: of a list `[1, …, of what]`, of a structure `[3, …, names, shapes]`. */
type Shape = readonly unknown[] | number | (() => Shape);

function resolve(shape: Shape): readonly unknown[] | number {
  if (typeof shape === "function") {
    return resolve(shape());
  }
  // with its traits
  return Array.isArray(shape) && shape.length === 2
    ? resolve(shape[0] as Shape)
    : (shape as readonly unknown[] | number);
}

/** The paths of a shape's members; the members of a structure or of a list of structures stand for it. */
function pathsOf(shape: Shape, path = ""): string[] {
  const resolved = resolve(shape);
  if (typeof resolved === "number") {
    return [path];
  }
  const [kind, , , , inner, shapes] = resolved;
  if (kind === 1) {
    return pathsOf(inner as Shape, path);
  }
  if (kind !== 3) {
    return [path];
  }
  return (inner as string[]).flatMap((name, index) => {
    const own = path === "" ? name : `${path}.${name}`;
    return pathsOf((shapes as Shape[])[index] as Shape, own);
  });
}

test("the members of every operation that works or is kept are in the table, and no others", () => {
  const supported = s3Operations.map(({ name }) => name).sort();
  assert.deepEqual(Object.keys(table).sort(), supported);
  for (const operation of supported) {
    const members = Object.keys(table[operation] ?? {});
    const schema = (sdk as unknown as Record<string, readonly Shape[]>)[`${operation}$`];
    const paths = pathsOf(schema?.[4] as Shape);
    const isListed = (path: string) => members.some((member) => path === member || path.startsWith(`${member}.`));
    assert.deepEqual(
      paths.filter((path) => !isListed(path)),
      [],
      `${operation}: members that nobody decided about`,
    );
    const isThere = (member: string) => paths.some((path) => path === member || path.startsWith(`${member}.`));
    assert.deepEqual(
      members.filter((member) => !isThere(member)),
      [],
      `${operation}: members that AWS does not have`,
    );
  }
});

type Output = Readonly<Record<string, unknown>>;

/** The answer's members, its error's code, or its status where it has no body. */
async function outcomeOf(
  operation: string,
  input: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Output | { code: string; status: number }> {
  const Command = (sdk as unknown as Record<string, new (input: object) => sdk.GetObjectCommand>)[
    `${operation}Command`
  ];
  assert.ok(Command, operation);
  const command = new Command(now(input));
  command.middlewareStack.add(
    (next) => (step) => {
      Object.assign((step.request as { headers: object }).headers, headers);
      return next(step);
    },
    { step: "finalizeRequest", priority: "high" },
  );
  try {
    const output = await s3.send(command);
    await output.Body?.transformToByteArray?.();
    return output as unknown as Output;
  } catch (error) {
    const { name, $metadata } = error as sdk.S3ServiceException;
    const status = $metadata?.httpStatusCode ?? Number.NaN;
    // HEAD has no body that could tell the code
    return { code: name === "Unknown" && status === 501 ? "NotImplemented" : name, status };
  }
}

/** With what changes from one moment to the next. */
function now(input: object): ConstructorParameters<typeof sdk.GetObjectCommand>[0] {
  const entries = Object.entries(input).map(([name, value]) => [name, typeof value === "function" ? value() : value]);
  return Object.fromEntries(entries);
}

function isMet(expected: Probe["expected"], outcome: Output | { code: string; status: number }): boolean {
  if (typeof expected === "string" || typeof expected === "number") {
    return "code" in outcome && (outcome.code === expected || outcome.status === expected);
  }
  return !("code" in outcome) && isWithin(expected ?? {}, outcome);
}

/** Whether a value has all that is expected, and lists nothing beyond. */
function isWithin(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== "object" || expected === null || expected instanceof Date) {
    return String(expected) === String(actual);
  }
  if (typeof actual !== "object" || actual === null) {
    return false;
  }
  const isSameLength = !Array.isArray(expected) || expected.length === (actual as unknown[]).length;
  return isSameLength && Object.entries(expected).every(([name, value]) => isWithin(value, (actual as Output)[name]));
}

for (const [operation, members] of Object.entries(table)) {
  test(`${operation}: each member is obeyed, kept, refused, or changes nothing on AWS either`, async () => {
    for (const [member, unnamed] of Object.entries(members)) {
      for (const probe of [unnamed].flat().map((each) => each(member))) {
        const { class: treated, patch, headers, expected, readBy, asked } = probe;
        const outcome = async (more: object, ownHeaders?: Readonly<Record<string, string>>) => {
          const input = { ...(await baseRequest(s3, operation)), ...more };
          const own = isSetting && more === nothing ? {} : await outcomeOf(operation, input, ownHeaders);
          if (readBy === undefined || "code" in own) {
            return own;
          }
          if (operation === "CreateMultipartUpload") {
            await completeUpload(s3, own as sdk.CreateMultipartUploadOutput);
          }
          const { Bucket: bucket, Key: key } = input as { Bucket: string; Key?: string };
          return outcomeOf(readBy, { Bucket: bucket, Key: key, ...asked });
        };
        // what a setting is before it is put, as all of it is the member
        const nothing = {};
        const isSetting = treated === "kept" && member in (settingsOf[operation] ?? {});
        const label = `${operation} ${member} (${treated})`;
        const plain = await outcome(nothing);
        const probed = await outcome(patch, headers);
        const shown = `${label}: ${JSON.stringify({ ...probed, Body: undefined }).slice(0, 300)}`;
        if (treated === "no effect") {
          assert.ok(!("code" in probed), shown);
          assert.deepEqual(Object.keys(probed).sort(), Object.keys(plain).sort(), label);
        } else {
          assert.ok(isMet(expected, probed), `${shown}, expected ${JSON.stringify(expected)}`);
          assert.ok(operation === readBy || !isMet(expected, plain), `${label} would look the same without it`);
        }
      }
    }
  });
}
