/** A Vega-Lite 5 chart whose title says what the data shows. */
export interface ChartSpec {
  readonly $schema: string;
  /** The finding, broken into lines, and below it what is drawn. */
  readonly title: { readonly text: readonly string[]; readonly subtitle: string; readonly [setting: string]: unknown };
  /** The finding and how to read the chart, for screen readers. */
  readonly description: string;
  readonly [setting: string]: unknown;
}

/** Okabe and Ito's colours, which colour-blind people tell apart; red never stands against green. */
export const palette = {
  blue: "#0072B2",
  orange: "#E69F00",
  vermillion: "#D55E00",
  sky: "#56B4E9",
  purple: "#CC79A7",
  grey: "#767676",
} as const;

/** The colours of series, in order. */
export const seriesColours = [palette.blue, palette.orange, palette.purple, palette.sky, palette.vermillion] as const;

const charactersPerLine = 72;

/**
 * Puts a drawing into the frame that all charts share. The background is the page's, and texts have no colour of their
 * own: JupyterLab gives them one that its theme, light or dark, asks for.
 *
 * @param finding What the data shows, in a sentence.
 * @param reading What is drawn, and how to read it.
 */
export function chart(finding: string, reading: string, drawing: Readonly<Record<string, unknown>>): ChartSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    title: { text: lines(finding), subtitle: reading, anchor: "start", offset: 12 },
    description: `${finding} ${reading}`,
    background: "transparent",
    width: 520,
    height: 260,
    config: {
      axis: { labelFontSize: 12, titleFontSize: 12 },
      legend: { labelFontSize: 12, labelLimit: 0 },
      view: { stroke: null },
    },
    ...drawing,
  };
}

/** The sentence that a chart's title says. */
export function findingOf({ title }: ChartSpec): string {
  return title.text.join(" ");
}

function lines(text: string): string[] {
  const found: string[] = [];
  for (const word of text.split(" ")) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= charactersPerLine) {
      found[found.length - 1] = `${last} ${word}`;
    } else {
      found.push(word);
    }
  }
  return found;
}
