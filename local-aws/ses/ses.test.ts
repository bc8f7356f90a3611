import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateTemplateCommand,
  DeleteIdentityCommand,
  DeleteTemplateCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  GetTemplateCommand,
  ListIdentitiesCommand,
  ListTemplatesCommand,
  ListVerifiedEmailAddressesCommand,
  SESClient,
  SendEmailCommand,
  SendRawEmailCommand,
  SendTemplatedEmailCommand,
  TestRenderTemplateCommand,
  VerifyEmailIdentityCommand,
} from "@aws-sdk/client-ses";
import type { Mail } from "../inbox/inbox";
import { type LocalAws, startLocalAws } from "../server";
import { clientOptions } from "../testing/client-options";

const dataDir = mkdtempSync(join(tmpdir(), "ses-test-"));
const Source = "Line 3 <line3@example.com>";
let aws: LocalAws;
let ses: SESClient;

before(async () => {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  ses = new SESClient(clientOptions(aws.url));
});

after(async () => {
  ses.destroy();
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const newest = async (): Promise<Mail | undefined> =>
  ((await (await fetch(`${aws.url}/_local/inbox`)).json()) as { mails: Mail[] }).mails[0];

async function refusal(command: object): Promise<string> {
  const error = await ses.send(command as never).then(
    () => assert.fail("it was taken"),
    (refused: Error) => refused,
  );
  return `${error.name}: ${error.message}`;
}

const email = (more: object = {}) =>
  new SendEmailCommand({
    Source,
    Destination: { ToAddresses: ["a@example.com"], BccAddresses: ["b@example.com"] },
    Message: { Subject: { Data: "공정 경보" }, Body: { Text: { Data: "L3 is out" }, Html: { Data: "<b>L3</b>" } } },
    ReplyToAddresses: ["c@example.com"],
    ...more,
  });

test("an address is verified by the link in its mail, and may send then", async () => {
  assert.match(
    await refusal(email()),
    /^MessageRejected: Email address is not verified\..* US-EAST-1: line3@example\.com/,
  );
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: "Line3@example.com" }));
  const status = async () =>
    (await ses.send(new GetIdentityVerificationAttributesCommand({ Identities: ["line3@example.com", "x@y.z"] })))
      .VerificationAttributes;
  assert.deepEqual(await status(), { "line3@example.com": { VerificationStatus: "Pending" } });
  const link = /http\S+/.exec((await newest())?.text ?? "")?.[0] ?? "";
  assert.equal((await fetch(`${link}0`)).status, 400);
  assert.match(await refusal(email()), /^MessageRejected/);
  assert.equal((await fetch(link)).status, 200);
  assert.deepEqual(await status(), { "line3@example.com": { VerificationStatus: "Success" } });
  assert.deepEqual((await ses.send(new ListIdentitiesCommand({}))).Identities, ["line3@example.com"]);
  const { VerifiedEmailAddresses } = await ses.send(new ListVerifiedEmailAddressesCommand({}));
  assert.deepEqual(VerifiedEmailAddresses, ["line3@example.com"]);
});

test("what is sent lies in the inbox", async () => {
  const { MessageId = "" } = await ses.send(email());
  assert.match(MessageId, /^[0-9a-f]{16}-[0-9a-f-]{36}-000000$/);
  const { id, sent, ...mail } = (await newest()) as Mail;
  assert.deepEqual(mail, {
    ...{ service: "ses", from: Source, to: ["a@example.com"], bcc: ["b@example.com"], replyTo: ["c@example.com"] },
    ...{ subject: "공정 경보", text: "L3 is out", html: "<b>L3</b>" },
  });
  assert.ok(id && sent);
  const page = await fetch(`${aws.url}/_local/inbox/${id}`, { headers: { accept: "text/html" } });
  assert.match(await page.text(), /&lt;b&gt;L3&lt;\/b&gt;/);
  assert.equal((await ses.send(new GetSendQuotaCommand({}))).SentLast24Hours, 1);
  assert.match(await refusal(email({ Destination: {} })), /destination/);
  assert.match(await refusal(email({ Destination: { ToAddresses: ["nobody"] } })), /Invalid email address<nobody>/);
  assert.match(
    await refusal(email({ ConfigurationSetName: "set" })),
    /does not support the member ConfigurationSetName/,
  );
});

test("a mail that is given as it goes over the wire is kept so", async () => {
  const raw = [
    "From: line3@example.com",
    'To: "Last, First" <a@example.com>,',
    "  b@example.com",
    "Subject: =?UTF-8?B?6rK967O0?= =?UTF-8?Q?_3=21?=",
    "",
    "Body: not a header",
  ].join("\r\n");
  await ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(raw) } }));
  const mail = await newest();
  assert.deepEqual(
    [mail?.to, mail?.subject, mail?.raw],
    [['"Last, First" <a@example.com>', "b@example.com"], "경보 3!", raw],
  );
  const without = new SendRawEmailCommand({ RawMessage: { Data: Buffer.from("Subject: x\r\n\r\ny") } });
  assert.match(await refusal(without), /Missing required header 'From'/);
});

test("templates are kept and rendered", async () => {
  const Template = {
    TemplateName: "alarm",
    SubjectPart: "Line {{line}}",
    TextPart: "Ratio {{ratio.now}}",
    HtmlPart: "<p>{{note}} {{{note}}}</p>",
  };
  await ses.send(new CreateTemplateCommand({ Template }));
  assert.match(await refusal(new CreateTemplateCommand({ Template })), /^AlreadyExistsException/);
  assert.deepEqual((await ses.send(new GetTemplateCommand({ TemplateName: "alarm" }))).Template, Template);
  assert.deepEqual(
    (await ses.send(new ListTemplatesCommand({}))).TemplatesMetadata?.map(({ Name }) => Name),
    ["alarm"],
  );
  const data = { line: 3, ratio: { now: 0.2 }, note: "<&>" };
  const templated = (TemplateData: string) =>
    new SendTemplatedEmailCommand({
      Source,
      Destination: { ToAddresses: ["a@example.com"] },
      Template: "alarm",
      TemplateData,
    });
  await ses.send(templated(JSON.stringify(data)));
  const mail = await newest();
  assert.deepEqual([mail?.subject, mail?.text, mail?.html], ["Line 3", "Ratio 0.2", "<p>&lt;&amp;&gt; <&></p>"]);
  const render = (TemplateData: string) => new TestRenderTemplateCommand({ TemplateName: "alarm", TemplateData });
  assert.match(await refusal(render('{"line": 3}')), /^MissingRenderingAttributeException: Attribute 'ratio\.now'/);
  assert.match(await refusal(render("[]")), /^InvalidRenderingParameterException/);
  const odd = { Template: { ...Template, TemplateName: "odd", TextPart: "{{#each lines}}x{{/each}}" } };
  assert.match(await refusal(new CreateTemplateCommand(odd)), /^InvalidTemplateException: .*\{\{#each lines\}\}/);
  await ses.send(new DeleteTemplateCommand({ TemplateName: "alarm" }));
  assert.match(await refusal(new GetTemplateCommand({ TemplateName: "alarm" })), /^TemplateDoesNotExistException/);
  await ses.send(new DeleteIdentityCommand({ Identity: "line3@example.com" }));
  assert.match(await refusal(email()), /^MessageRejected/);
});
