import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { type LocalAws, startLocalAws } from "../server";
import { odd, send, signedFor, type WireRequest } from "../testing/odd-requests";
import { pick, random } from "../testing/random";

const seed = 20250629;
const requests = 1_500;
const actions = ["GetCallerIdentity", "AssumeRole", "GetSessionToken", "Odd", ""];
let dataDir: string;
let aws: LocalAws;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "fuzz-sts-"));
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test(`${requests} requests to STS, right and odd: each is answered in the query protocol's shape, none by an internal error`, async (context) => {
  const complaints = context.mock.method(console, "error", () => {});
  const port = Number(new URL(aws.url).port);
  let right = 0;
  for (let number = 0; number < requests; number++) {
    const next = random(seed, number);
    const action = pick(next, actions);
    const asked: WireRequest = {
      method: "POST",
      url: "/",
      headers: { ...signedFor("sts"), "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: `Action=${action}&Version=2011-06-15`,
    };
    const isRight = next(5) === 0;
    const sent = isRight ? asked : odd(asked, next);
    const shown = `${number}: ${sent.method} ${sent.url} ${JSON.stringify(sent.headers)} ${String(sent.body).slice(0, 200)}`;
    const { status, text } = await send(port, sent).catch((error) => assert.fail(`${error}: ${shown}`));
    assert.ok(status < 500, `${status} ${text}: ${shown}`);
    if (sent.method !== "HEAD") {
      assert.equal(XMLValidator.validate(text), true, `${text}: ${shown}`);
      const { ErrorResponse, GetCallerIdentityResponse } = new XMLParser().parse(text);
      if (status === 200) {
        assert.match(GetCallerIdentityResponse.GetCallerIdentityResult.Arn, /:user\/local$/, shown);
      } else {
        assert.ok(ErrorResponse.Error.Code && ErrorResponse.RequestId, `${text}: ${shown}`);
      }
    }
    if (isRight) {
      assert.equal(status, action === "GetCallerIdentity" ? 200 : 400, shown);
      right++;
    }
  }
  assert.ok(right > requests / 10);
  assert.equal(complaints.mock.callCount(), 0);
});
