import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type Browser, chromium } from "playwright-core";
import { startLocalAws } from "../local-aws/server";
import { chromiumArgs, findChromium } from "./chromium";

// A page that somebody stored lies on the endpoint's own origin, from where it could call everything.

const script = (name: string) => `fetch("/stored/ran-${name}", { method: "PUT", body: "x" })`;
const xhtml = (name: string) => `<script xmlns="http://www.w3.org/1999/xhtml">${script(name)}</script>`;
const sheet = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><body><script>${script("xslt")}</script></body></html></xsl:template></xsl:stylesheet>`;

/** Each with its type, and how it is asked for. */
const pages: Readonly<Record<string, { body: string; type: string; query?: string }>> = {
  html: { body: `<h1>stored</h1><script>${script("html")}</script>`, type: "text/html" },
  handler: { body: `<img src="/nothing" onerror='${script("handler")}'>`, type: "text/html" },
  frame: { body: `<iframe srcdoc='<script>${script("frame")}</script>'></iframe>`, type: "text/html" },
  svg: {
    body: `<svg xmlns="http://www.w3.org/2000/svg"><script>${script("svg")}</script></svg>`,
    type: "image/svg+xml",
  },
  xhtml: { body: `<a>${xhtml("xhtml")}</a>`, type: "application/xml" },
  xslt: { body: `<?xml-stylesheet type="text/xsl" href="/stored/sheet"?><a/>`, type: "text/xml" },
  sheet: { body: sheet, type: "text/xsl" },
  untyped: { body: `<html><script>${script("untyped")}</script>`, type: "binary/octet-stream" },
  overridden: {
    body: `<html><script>${script("overridden")}</script>`,
    type: "binary/octet-stream",
    query: "?response-content-type=text/html",
  },
};

test("no page, picture or setting that lies in a bucket runs a script on the endpoint's origin", async (context) => {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.warn("NOT TESTED: stored pages in a browser, as there is no Chromium here.");
    context.skip("no Chromium");
    return;
  }
  const dataDir = mkdtempSync(join(tmpdir(), "stored-pages-"));
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  let browser: Browser | undefined;
  try {
    const put = (path: string, body: string, type: string) =>
      fetch(`${aws.url}/stored${path}`, { method: "PUT", body, headers: { "content-type": type } });
    await put("", "", "");
    const cors = `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${xhtml("cors")}</CORSConfiguration>`;
    await put("?cors", cors, "application/xml");
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
    const page = await browser.newPage();
    const urls = [`${aws.url}/stored?cors`];
    for (const [name, { body, type, query = "" }] of Object.entries(pages)) {
      await put(`/${name}`, body, type);
      urls.push(`${aws.url}/stored/${name}${query}`);
    }
    for (const url of urls) {
      // what the browser saves instead of showing it breaks the navigation off
      await page.goto(url).catch(() => {});
      await page.waitForTimeout(150);
    }
    const { KeyCount, keys } = await listed(aws.url);
    assert.deepEqual(keys, []);
    assert.equal(KeyCount, Object.keys(pages).length);
    await page.goto(`${aws.url}/stored/html`);
    assert.equal(await page.locator("h1").textContent(), "stored");
  } finally {
    await browser?.close();
    await aws.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** How many objects there are, and which ones scripts made. */
async function listed(url: string): Promise<{ KeyCount: number; keys: string[] }> {
  const xml = await (await fetch(`${url}/stored?list-type=2`)).text();
  const keys = [...xml.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = ""]) => key);
  return { KeyCount: keys.length, keys: keys.filter((key) => key.startsWith("ran-")) };
}
