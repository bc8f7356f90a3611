import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as athena from "@aws-sdk/client-athena";
import * as monitoring from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as eventbridge from "@aws-sdk/client-eventbridge";
import * as glue from "@aws-sdk/client-glue";
import * as lambda from "@aws-sdk/client-lambda";
import * as rds from "@aws-sdk/client-rds";
import * as s3 from "@aws-sdk/client-s3";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as secretsmanager from "@aws-sdk/client-secrets-manager";
import * as ses from "@aws-sdk/client-ses";
import * as states from "@aws-sdk/client-sfn";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";
import { substatements } from "./athena/sql/text/statement";
import { projectRoot } from "./engines/installation";
import type { Service } from "./protocol/service";
import { ownServices } from "./service-models";

export const readmePath = join(projectRoot, "local-aws", "README.md");

/** What AWS has: the commands of its SDK. */
const clients: Readonly<Record<string, { readonly title: string; readonly sdk: object }>> = {
  s3: { title: "S3", sdk: s3 },
  glue: { title: "Glue", sdk: glue },
  athena: { title: "Athena", sdk: athena },
  logs: { title: "CloudWatch Logs", sdk: logs },
  events: { title: "EventBridge", sdk: eventbridge },
  scheduler: { title: "EventBridge Scheduler", sdk: scheduler },
  states: { title: "Step Functions", sdk: states },
  secretsmanager: { title: "Secrets Manager", sdk: secretsmanager },
  ssm: { title: "Systems Manager (Parameter Store)", sdk: ssm },
  sts: { title: "STS", sdk: sts },
  ses: { title: "SES (its first API)", sdk: ses },
  sns: { title: "SNS", sdk: sns },
  sqs: { title: "SQS", sdk: sqs },
  lambda: { title: "Lambda", sdk: lambda },
  monitoring: { title: "CloudWatch", sdk: monitoring },
  rds: { title: "RDS", sdk: rds },
};

interface Support {
  readonly title: string;
  readonly works: readonly string[];
  readonly kept: readonly string[];
  readonly refused: readonly string[];
}

/** How far each service goes, from its own code. @throws Where one supports what AWS does not have. */
export function supportOfServices(): Support[] {
  return ownServices().map(supportOf);
}

function supportOf({ name, operations }: Service): Support {
  const client = clients[name];
  if (client === undefined) {
    throw new Error(`support-table.ts needs the SDK client of ${name}.`);
  }
  const all = new Set(
    Object.keys(client.sdk)
      .filter((each) => /^[A-Z].*Command$/.test(each))
      .map((each) => each.replace(/Command$/, "")),
  );
  const strange = operations.filter((operation) => !all.has(operation.name));
  if (strange.length > 0) {
    throw new Error(`${client.title} of AWS has no ${strange.map((operation) => operation.name).join(", ")}.`);
  }
  const named = (support: string) =>
    operations
      .filter((operation) => operation.support === support)
      .map((operation) => operation.name)
      .sort();
  const supported = new Set(operations.map((operation) => operation.name));
  const refused = [...all].filter((each) => !supported.has(each)).sort();
  return { title: client.title, works: named("works"), kept: named("kept"), refused };
}

const start = "<!-- Made by support-table.ts: do not edit. -->";
const end = "<!-- End of what support-table.ts makes. -->";

/** The README with the table as the code has it. */
export function withSupportTable(readme: string): string {
  const [before, after] = [readme.indexOf(start), readme.indexOf(end)];
  if (before === -1 || after === -1) {
    throw new Error(`${readmePath} lacks the two comments between which the table stands.`);
  }
  const support = supportOfServices();
  const rows = support.map(
    ({ title, works, kept, refused }) => `| ${title} | ${works.length} | ${kept.length} | ${refused.length} |`,
  );
  const table = ["| service | works | setting kept | refused |", "| --- | --: | --: | --: |", ...rows].join("\n");
  const statements = `Statements that Athena runs: ${[...substatements].sort().join(", ").replaceAll("_", " ")}.`;
  const made = [start, table, ...support.map(details), statements].join("\n\n");
  return `${readme.slice(0, before)}${made}\n\n${readme.slice(after)}`;
}

function details({ title, works, kept, refused }: Support): string {
  const list = (label: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`**${label} (${names.length}):** ${names.join(", ")}`];
  const lists = [...list("Works", works), ...list("Setting kept", kept), ...list("Refused", refused)];
  return `<details><summary>${title}: all operations</summary>\n\n${lists.join("\n\n")}\n\n</details>`;
}

/** `node dist/local-aws/support-table.js --write` puts the table into the README. */
if (require.main === module && process.argv.includes("--write")) {
  writeFileSync(readmePath, withSupportTable(readFileSync(readmePath, "utf8")));
}
