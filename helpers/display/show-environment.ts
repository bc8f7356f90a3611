import { formatDollars, lessonDollars, prices } from "../cost";
import { target } from "../environment";
import { accountId, bucketName, region } from "../names";
import { escapeHtml } from "./html";
import { inNotebook, show } from "./kernel";
import { explainMissingNames } from "./missing-names";
import { shortenUncaughtErrors } from "./uncaught";

/**
 * Shows where the calls of this notebook go: the embedded AWS, or an AWS account and region; the bucket, and what the
 * lesson may cost; from here on, errors in the notebook print shortly. Calls `sts:GetCallerIdentity`.
 *
 * @returns The name of the lesson's bucket.
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function showEnvironment(): Promise<string> {
  if (inNotebook()) {
    shortenUncaughtErrors();
    explainMissingNames();
  }
  const [where, account, bucket] = [await target(), await accountId(), await bucketName()];
  const cost =
    where.kind === "embedded"
      ? "nothing; prices shown are what AWS would ask"
      : `about ${formatDollars(lessonDollars)} for the whole lesson at the list prices of ${prices.asOf} for ${prices.region} (${prices.page}); 08-clean-up ends what goes on costing`;
  const facts: readonly (readonly [string, string])[] = [
    ["Where", where.kind === "embedded" ? `embedded AWS on this machine, ${where.endpoint}` : "REAL AWS"],
    ["Account", account],
    ["Region", await region()],
    ["Bucket", bucket],
    ["Cost", cost],
  ];
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th scope="row" style="text-align:left">${name}</th><td style="text-align:left">${escapeHtml(value)}</td></tr>`,
  );
  show({
    "text/html": `<table>${rows.join("")}</table>`,
    "text/plain": facts.map(([name, value]) => `${name.padEnd(8)} ${value}`).join("\n"),
  });
  return bucket;
}
