import "./style.css";
import { questionOf, type Selection } from "../description";
import { configId, dataId, type EmbeddedTables, type PageConfig } from "../page-config";
import type { Answers } from "../serve-page";
import { askTable } from "../table-data";
import { ChartFigure } from "./chart-figure";
import { element } from "./element";
import { Filters } from "./filters";

// The program of a dashboard page: filters above, charts below, and what answers them.

/** Answers all charts of the page, in order. */
type Ask = (selection: Selection) => Promise<Pick<Answers, "answers"> & Partial<Answers>>;

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? "";

async function unpack(text: string): Promise<EmbeddedTables> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as EmbeddedTables;
}

async function askingOf({ description, ask }: PageConfig): Promise<Ask> {
  const questions = description.charts.map(questionOf);
  if (ask !== undefined) {
    return async (selection) => {
      const response = await fetch(ask, { method: "POST", body: JSON.stringify(selection) });
      const answer = (await response.json()) as Answers & { readonly error?: string };
      if (!response.ok) {
        throw new Error(answer.error ?? response.statusText);
      }
      return answer;
    };
  }
  const tables = await unpack(textOf(dataId));
  return async (selection) => ({
    answers: questions.map((question) => {
      const data = tables[question.table];
      return data === undefined ? [] : askTable(data, question, selection);
    }),
  });
}

async function main(): Promise<void> {
  const config = JSON.parse(textOf(configId)) as PageConfig;
  const { description, specs, choices } = config;
  const ask = await askingOf(config);
  const status = element("#status");
  let asked = 0;

  const filters = new Filters(element("#filters"), description.filters, choices, () => void refresh());
  const figures = description.charts.map(
    (chart) => new ChartFigure(chart, description, specs[chart.id], (column, value) => filters.toggle(column, value)),
  );
  element("#charts").append(...figures.map(({ figure }) => figure));

  async function refresh(): Promise<void> {
    asked += 1;
    const mine = asked;
    document.body.ariaBusy = "true";
    status.textContent = config.ask === undefined ? "Adding up …" : "Asking Athena …";
    try {
      const selection = filters.selection();
      const { answers, ...facts } = await ask(selection);
      if (mine !== asked) {
        return; // a later question is on its way
      }
      await Promise.all(figures.map((figure, i) => figure.show(answers[i] ?? [], selection)));
      status.textContent = `Shown: ${filters.inWords()}.`;
      element("#asked").textContent = factsOf(facts);
    } catch (error) {
      status.textContent = `The charts could not be filled: ${error instanceof Error ? error.message : String(error)}`;
    }
    document.body.ariaBusy = String(mine !== asked);
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const figure of figures) {
      figure.drawAnew();
    }
  });
  await refresh();
}

function factsOf({ queries, seconds = 0, bytesScanned = 0, dollars = 0 }: Partial<Answers>): string {
  return queries === undefined
    ? ""
    : `The last change: ${queries} queries, ${seconds.toFixed(1)} s, ${bytesScanned.toLocaleString("en-US")} bytes scanned, ` +
        `${dollars.toFixed(6)} US dollars at list price.`;
}

void main();
