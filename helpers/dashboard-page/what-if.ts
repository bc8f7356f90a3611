import type { AnswerRow, WhatIfChart } from "./description";

/** The parts of Vega that turn the text of an expression into JavaScript. */
export interface Expressions {
  parseExpression(expression: string): unknown;
  codegenExpression(options: Readonly<Record<string, unknown>>): (tree: unknown) => { readonly code: string };
}

/** The sums of a what-if for one place of the slider. */
export interface WhatIfPoint {
  readonly x: number;
  readonly sums: readonly number[];
}

/**
 * Works a what-if out for every place of its slider.
 *
 * @param rows The answer to the chart's question.
 * @throws Error Where an expression is wrong, or names something else than columns, steps and `x`.
 */
export function whatIf(chart: WhatIfChart, rows: readonly AnswerRow[], vega: Expressions): WhatIfPoint[] {
  const run = compile(chart, vega);
  const points: WhatIfPoint[] = [];
  const { most, step } = chart.slider;
  for (let x = 0; x <= most + step / 1000; x += step) {
    const sums = chart.results.map(() => 0);
    for (const row of rows) {
      const values = run(row, x);
      chart.results.forEach(({ sum }, i) => {
        sums[i] = (sums[i] as number) + Number(values[sum]);
      });
    }
    points.push({ x, sums });
  }
  return points;
}

type Values = Record<string, string | number>;

function compile(chart: WhatIfChart, vega: Expressions): (row: AnswerRow, x: number) => Values {
  const known = new Set(["x", ...chart.by, ...chart.sums]);
  const steps = Object.entries(chart.steps).map(([name, expression]) => {
    const generate = vega.codegenExpression({ globalvar: "row" });
    const { code, globals } = generate(vega.parseExpression(expression)) as { code: string; globals: string[] };
    const unknown = globals.filter((one) => !known.has(one));
    if (unknown.length > 0) {
      throw new Error(`Chart ${chart.id}: ${name} = ${expression} names ${unknown.join(", ")}, which is no column.`);
    }
    known.add(name);
    return { name, work: new Function("row", `return (${code});`) as (row: Values) => number };
  });
  const missing = chart.results.filter(({ sum }) => !known.has(sum));
  if (missing.length > 0) {
    throw new Error(`Chart ${chart.id}: ${missing.map(({ sum }) => sum).join(", ")} is neither a column nor a step.`);
  }
  return (row, x) => {
    const values: Values = { ...row, x };
    for (const { name, work } of steps) {
      values[name] = work(values);
    }
    return values;
  };
}
