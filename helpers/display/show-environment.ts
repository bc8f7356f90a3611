import { accountId, region } from "../account";
import { formatDollars, prices } from "../cost";
import { target } from "../environment";
import { escapeHtml } from "./html";
import { inNotebook, show } from "./kernel";
import { explainMissingNames } from "./missing-names";
import { shortenUncaughtErrors } from "./uncaught";

/**
 * Shows where the calls of this notebook go: the embedded AWS, or an AWS account and region; the bucket, and what the
 * workshop may cost; from here on, errors in the notebook print shortly. Calls `sts:GetCallerIdentity`.
 *
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function showEnvironment(
  bucket: string,
  { title, dollars }: { readonly title: string; readonly dollars: number },
): Promise<void> {
  if (inNotebook()) {
    shortenUncaughtErrors();
    explainMissingNames();
  }
  const [where, account] = [await target(), await accountId()];
  const cost =
    where.kind === "embedded"
      ? "nothing; prices shown are what AWS would ask"
      : `about ${formatDollars(dollars)} for the whole workshop at the list prices of ${prices.asOf} for ${prices.region} (${prices.page}); its last notebook ends what goes on costing`;
  const facts: readonly (readonly [string, string])[] = [
    ["Workshop", title],
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
}
