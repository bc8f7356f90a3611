import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { prices } from "../../../helpers/cost";
import { names } from "../names";

const docs = join(__dirname, "..", "..", "..", "..", "docs");

test("what the workshop costs a day is what its template makes, and what the page about it says", () => {
  const template = readFileSync(join(docs, "cloudformation-retail.yaml"), "utf8");
  const count = (line: RegExp) => template.match(line)?.length ?? 0;
  const gigabytes = Number(/AllocatedStorage: "(\d+)"/.exec(template)?.[1]);
  assert.match(template, /DBInstanceClass: db\.t4g\.micro/);
  const hourly =
    prices.rdsT4gMicroPerHour * count(/^ {4}Type: AWS::RDS::DBInstance$/gm) +
    prices.publicIpv4PerHour * count(/PubliclyAccessible: true/g) +
    prices.interfaceEndpointPerHour * count(/VpcEndpointType: Interface/g);
  const monthly =
    prices.rdsPerGigabyteMonth * gigabytes + prices.secretPerMonth * count(/AWS::SecretsManager::Secret$/gm);
  assert.equal((24 * hourly + monthly / 30).toFixed(2), names.dollarsADay?.toFixed(2));
  assert.ok(readFileSync(join(docs, "preparation.md"), "utf8").includes(`**$${names.dollarsADay}**`));
});
