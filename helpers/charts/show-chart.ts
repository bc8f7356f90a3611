import type { TopLevelSpec } from "vega-lite";
import { escapeHtml } from "../display/html";
import { inNotebook, show } from "../display/kernel";
import { type ChartSpec, findingOf } from "./spec";

/**
 * Shows a chart: drawn by JupyterLab from its Vega-Lite spec, as a static SVG on GitHub and in HTML exports, and as the
 * sentence of its finding where nothing is drawn. Below it the same in words can be unfolded, for screen readers.
 */
export async function showChart(spec: ChartSpec): Promise<void> {
  const finding = findingOf(spec);
  if (!inNotebook()) {
    show({ "text/plain": finding });
    return;
  }
  show({
    "application/vnd.vegalite.v5+json": spec,
    // a picture stands on any page: it brings its own
    "image/svg+xml": await renderSvg({ ...spec, background: "white" }),
    "text/plain": finding,
  });
  show({
    "text/html": `<details><summary>This chart in words</summary>${escapeHtml(spec.description)}</details>`,
    "text/plain": spec.description,
  });
}

/**
 * Draws a chart as SVG, without a browser.
 *
 * @throws Error Where Vega-Lite finds a fault in the spec, even one that it would only warn of.
 */
export async function renderSvg(spec: ChartSpec): Promise<string> {
  // Vega takes a quarter of a second to load: the first chart waits for it, not the first cell.
  const [{ default: vega }, { default: vegaLite }] = await Promise.all([import("vega"), import("vega-lite")]);
  const faults: string[] = [];
  const logger = vega.logger(vega.Warn, undefined, (_method, _level, input) =>
    faults.push(Array.from(input).join(" ")),
  );
  const compiled = vegaLite.compile(spec as unknown as TopLevelSpec, { logger }).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: "none", logger });
  try {
    const svg = await view.toSVG();
    if (faults.length > 0) {
      throw new Error(`Vega finds a fault in the chart: ${faults.join("; ")}`);
    }
    return svg.replace(/^<svg /, `<svg role="img" aria-label="${escapeHtml(findingOf(spec))}" `);
  } finally {
    view.finalize();
  }
}
