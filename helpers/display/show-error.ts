import { explainError, LabError } from "../errors";
import { escapeHtml } from "./html";
import { show } from "./kernel";

/** Shows an error with its kind, its details and what to check next. The lesson goes on. */
export function showError(error: unknown): void {
  const { kind, what, detail, checkNext } = explainError(error);
  const log = error instanceof LabError ? error.log : [];
  const steps = checkNext.map((step) => `<li>${escapeHtml(step)}</li>`).join("");
  const logHtml =
    log.length === 0 ? "" : `<details><summary>log</summary><pre>${escapeHtml(log.join("\n"))}</pre></details>`;
  show({
    "text/html": `<div role="alert"><b>✗ ${kind}</b>: ${escapeHtml(what)}<br><code>${escapeHtml(detail)}</code>${logHtml}<br>Check next:<ol>${steps}</ol></div>`,
    "text/plain": [
      `✗ ${kind}: ${what}`,
      detail,
      ...log.map((line) => `  | ${line}`),
      "Check next:",
      ...checkNext.map((step, i) => `${i + 1}. ${step}`),
    ].join("\n"),
  });
}
