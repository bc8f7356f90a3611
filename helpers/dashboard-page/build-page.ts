import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { TopLevelSpec } from "vega-lite";
import { escapeHtml } from "../display/html";
import { labFolder } from "../environment";
import { checkDescription, type PageDescription } from "./description";
import { configId, dataId, type EmbeddedTables, type PageConfig } from "./page-config";
import type { PageData } from "./read-tables";
import { specOf } from "./specs";
import type { TableData } from "./table-data";

/**
 * Makes a dashboard of one file, with its data, its script and its style in it: it opens without a server and without a
 * network, and its content policy forbids it any request.
 *
 * @param data What {@link readPageData} has read.
 * @returns The file's HTML.
 * @throws TypeError Where the description names what is not there.
 */
export async function buildPage(description: PageDescription, data: PageData): Promise<string> {
  checkDescription(description);
  const rows = Object.values(data.tables).reduce((sum, table) => sum + table.rows, 0);
  const source =
    `Data embedded: ${rows.toLocaleString("en-US")} rows, asked of Athena at ${data.askedAt.slice(0, 16).replace("T", " ")} UTC. ` +
    "They stay as they are until the page is made again.";
  const choices = Object.fromEntries(
    description.filters.map(({ column }) => [column, valuesOf(data.tables, column)] as const),
  );
  return assemble({ description, specs: await compileSpecs(description), choices, source }, data.tables);
}

/**
 * Makes the same page without data: it asks at each change.
 *
 * @param ask Where, as a path of the page's own server.
 */
export async function buildAskingPage(
  description: PageDescription,
  choices: PageConfig["choices"],
  ask: string,
): Promise<string> {
  const source = "Asked of Athena at each change of a filter; the same question is not asked twice.";
  return assemble({ description, specs: await compileSpecs(description), choices, source, ask });
}

/** @returns The description and the data that a page carries; undefined where the text is no page of {@link buildPage}. */
export function readPage(html: string): { description: PageDescription; tables: EmbeddedTables } | undefined {
  const textOf = (id: string) => new RegExp(`<script id="${id}" type="[^"]*">([^<]*)</script>`).exec(html)?.[1];
  const [config, data] = [textOf(configId), textOf(dataId)];
  if (config === undefined || data === undefined) {
    return undefined;
  }
  const tables = JSON.parse(gunzipSync(Buffer.from(data, "base64")).toString("utf8")) as EmbeddedTables;
  return { description: (JSON.parse(config) as PageConfig).description, tables };
}

function valuesOf(tables: Readonly<Record<string, TableData>>, column: string): string[] {
  return [...new Set(Object.values(tables).flatMap(({ dimensions }) => dimensions[column]?.values ?? []))].sort();
}

async function compileSpecs({ charts }: PageDescription): Promise<PageConfig["specs"]> {
  const { default: vegaLite } = await import("vega-lite");
  return Object.fromEntries(
    charts.flatMap((chart) => {
      const spec = specOf(chart);
      return spec === undefined ? [] : [[chart.id, vegaLite.compile(spec as unknown as TopLevelSpec).spec] as const];
    }),
  );
}

/** Only what is in the file may run and be shown; a page that asks may ask its own server. */
const policyOf = (ask: string | undefined): string =>
  [
    "default-src 'none'",
    // Vega makes functions of its expressions
    "script-src 'unsafe-inline' 'unsafe-eval'",
    "style-src 'unsafe-inline'",
    `connect-src ${ask === undefined ? "'none'" : "'self'"}`,
    "base-uri 'none'; form-action 'none'",
  ].join("; ");

async function assemble(config: PageConfig, tables?: EmbeddedTables): Promise<string> {
  const { script, style } = await bundle();
  const json = JSON.stringify(config).replaceAll("<", "\\u003c");
  const packed = tables === undefined ? "" : gzipSync(JSON.stringify(tables), { level: 9 }).toString("base64");
  const { title, about } = config.description;
  return `<!doctype html>
<!-- This file contains Vega 5 (University of Washington Interactive Data Lab, BSD-3-Clause) and D3 (Mike Bostock, ISC). -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policyOf(config.ask)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(about)}</p></header>
<form id="filters" aria-label="Filters"></form>
<p id="status" role="status" aria-live="polite"></p>
<main id="charts"></main>
<footer><p>${escapeHtml(config.source)}</p><p id="asked"></p></footer>
<script id="${configId}" type="application/json">${json}</script>
<script id="${dataId}" type="application/gzip">${packed}</script>
<script>${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}

let bundled: Promise<{ readonly script: string; readonly style: string }> | undefined;

/** The page's own program and style, with Vega, made once a process. */
function bundle(): Promise<{ readonly script: string; readonly style: string }> {
  bundled ??= (async () => {
    // loaded when it is needed: it starts a process
    const { build } = await import("esbuild");
    const folder = join(labFolder, "helpers", "dashboard-page", "browser");
    const { outputFiles } = await build({
      entryPoints: [join(folder, "page.ts")],
      ...{ bundle: true, write: false, platform: "browser", format: "iife", target: "es2022", minify: true },
      ...{ legalComments: "none", logLevel: "silent", outdir: folder },
    });
    const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
    return { script: textOf(".js"), style: textOf(".css") };
  })();
  return bundled;
}
