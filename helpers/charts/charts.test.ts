import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type ChartSpec, findingOf, heatmap, ngRatioBar, pareto, pChart, pLimits, renderSvg, trend, wilson } from ".";

const days = Array.from({ length: 14 }, (_, i) => new Date(Date.UTC(2025, 5, 29 + i)));

const byLineAndDate = days.flatMap((inspection_date, i) =>
  ["L1", "L2", "L3"].map((line) => ({
    line,
    inspection_date,
    parts: 50,
    ng: line === "L3" && i >= 11 ? 30 : 15,
  })),
);

const byLine = [
  { line: "L1", parts: 400, ng: 100 },
  { line: "L2", parts: 400, ng: 108 },
  { line: "L3", parts: 400, ng: 180 },
];

const byFault = [
  { fault_type: "Bumps", ng: 60 },
  { fault_type: "Stains", ng: 5 },
  { fault_type: "Other", ng: 25 },
  { fault_type: "Pastry", ng: 10 },
];

const specs: Readonly<Record<string, ChartSpec>> = {
  ngRatioBar: ngRatioBar(byLine, { by: "line" }),
  pChart: pChart(
    byLineAndDate.filter(({ line }) => line === "L3"),
    { what: "Line L3" },
  ),
  pareto: pareto(byFault, { by: "fault_type" }),
  heatmap: heatmap(byLineAndDate, { x: "inspection_date", y: "line" }),
  trend: trend(byLineAndDate, { by: "line" }),
};

function coloursIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"(#[0-9A-Fa-f]{6})"/g)].map((match) => match[1]?.toUpperCase() ?? "");
}

for (const [name, spec] of Object.entries(specs)) {
  describe(name, () => {
    test("is drawn without a fault, and says its finding to those who do not see it", async () => {
      const svg = await renderSvg(spec);
      assert.match(svg, /^<svg role="img" aria-label="[^"]{20,}"/);
      assert.ok(svg.includes(findingOf(spec).split(" ").slice(0, 3).join(" ")), "the title is drawn");
      assert.ok(!svg.includes("NaN"));
      assert.ok(spec.description.startsWith(findingOf(spec)));
    });

    test("keeps to colours that colour-blind people tell apart", () => {
      const okabeIto = ["#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"];
      assert.deepEqual(
        coloursIn(spec).filter((colour) => ![...okabeIto, "#767676"].includes(colour)),
        [],
      );
      assert.ok(!(coloursIn(spec).includes("#009E73") && coloursIn(spec).includes("#D55E00")), "red against green");
    });

    test("has titled axes, and leaves its page's colour and that of its texts to the theme", () => {
      assert.equal(spec.background, "transparent");
      assert.doesNotMatch(JSON.stringify([spec.title, spec.config]), /[cC]olor/);
      const titles = [...JSON.stringify(spec).matchAll(/"title":"([^"]+)"/g)].map((match) => match[1]);
      assert.ok(titles.length >= 2, String(titles));
    });
  });
}

test("a fault that Vega only warns of is an error", async () => {
  const encoding = { x: { field: "ratio", type: "quantitative" }, shape: { field: "group", type: "nominal" } };
  const broken = { ...specs.ngRatioBar, height: 100, layer: undefined, mark: "bar", encoding };
  await assert.rejects(renderSvg(broken as unknown as ChartSpec), /Vega finds a fault/);
});

describe("what the titles say comes from the data", () => {
  test("ngRatioBar: the worst group, its interval, and whether it stands apart", () => {
    assert.match(
      findingOf(ngRatioBar(byLine, { by: "line" })),
      /^L3 .* 45\.0 % .*stands clear of the next, L2 at 27\.0 %/,
    );
    assert.match(findingOf(ngRatioBar(byLine.slice(0, 2), { by: "line" })), /^L2 .*its interval overlaps the next, L1/);
    assert.match(findingOf(ngRatioBar(byLine.slice(0, 1), { by: "line" })), /^L1: NG ratio 25\.0 %/);
  });

  test("pChart: the days outside the limits, or that there are none", () => {
    assert.equal(
      findingOf(specs.pChart as ChartSpec),
      "Line L3: 3 of 14 days lie above the control limits: 2025-07-10, 2025-07-11, 2025-07-12.",
    );
    const calm = byLineAndDate.filter(({ line }) => line === "L1");
    assert.equal(
      findingOf(pChart(calm, { what: "Line L1" })),
      "Line L1: none of 14 days lies outside the control limits.",
    );
    const low = [{ inspection_date: "2025-07-01", parts: 400, ng: 10 }];
    assert.match(findingOf(pChart(low, { what: "A", centre: 0.5 })), /1 of 1 days lies below the control limits/);
  });

  test("pareto: how few make 80 %", () => {
    assert.equal(
      findingOf(specs.pareto as ChartSpec),
      "2 of 4 fault types (Bumps, Other) make 85.0 % of the NG parts.",
    );
  });

  test("heatmap: the worst cell", () => {
    assert.equal(findingOf(specs.heatmap as ChartSpec), "The worst is L3 at 2025-07-10: 60.0 % NG (30 of 50).");
  });

  test("trend: the series that changes most", () => {
    assert.equal(
      findingOf(specs.trend as ChartSpec),
      "L3 rises most: from 30.0 % NG in the first 7 days to 42.9 % in the last 7.",
    );
  });
});

describe("rows that cannot be drawn are refused", () => {
  test("no rows", () => assert.throws(() => ngRatioBar([], { by: "line" }), /no rows/));
  test("a column that is not there", () =>
    assert.throws(() => ngRatioBar(byLine, { by: "lin" }), /needs a value in column lin/));
  test("text where a number is needed", () =>
    assert.throws(() => pareto([{ fault_type: "Bumps", ng: "many" }], { by: "fault_type" }), /number in column ng/));
  test("more NG parts than parts", () =>
    assert.throws(() => ngRatioBar([{ line: "L1", parts: 3, ng: 4 }], { by: "line" }), /4 NG of 3 parts/));
  test("nothing to rank", () =>
    assert.throws(() => pareto([{ fault_type: "Bumps", ng: 0 }], { by: "fault_type" }), /adds up to 0/));
});

describe("statistics", () => {
  // Published values: Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3 (Wilson without correction).
  test("wilson", () => {
    for (const [ng, parts, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const found = wilson(ng, parts);
      assert.ok(Math.abs(found.low - low) < 0.00006, `${ng} of ${parts}: ${found.low}`);
      assert.ok(Math.abs(found.high - high) < 0.00006, `${ng} of ${parts}: ${found.high}`);
    }
  });

  test("the interval holds the ratio and lies in 0-1, whatever the counts", () => {
    for (let parts = 1; parts <= 60; parts++) {
      for (let ng = 0; ng <= parts; ng++) {
        const { low, ratio, high } = wilson(ng, parts);
        assert.ok(0 <= low && low <= ratio && ratio <= high && high <= 1, `${ng} of ${parts}`);
      }
    }
  });

  test("pLimits are three standard errors away, inside 0-1", () => {
    const { lower, upper } = pLimits(0.2, 100);
    assert.ok(Math.abs(lower - 0.08) < 1e-12 && Math.abs(upper - 0.32) < 1e-12);
    assert.deepEqual(pLimits(0.01, 4).lower, 0);
  });
});
