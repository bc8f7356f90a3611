import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { MetricStore } from "../metrics/metric-store";
import { checkQueries, type Query } from "./check-queries";
import { ExpressionError } from "./expression";
import { runQueries } from "./run-queries";
import { searchOf } from "./search";

const dataDir = mkdtempSync(join(tmpdir(), "metric-math-"));
const minute = 60_000;
const start = Date.UTC(2026, 0, 5, 12, 0); // a Monday
const store = new MetricStore(dataDir, () => start + 10 * minute);
after(() => rmSync(dataDir, { recursive: true }));

type Points = readonly (number | undefined)[];

let put = 0;

function metric(id: string, points: Points): Query {
  put += 1;
  const name = `${id}-${put}`;
  const of = { namespace: "Test", name, dimensions: [] };
  store.put(
    points.flatMap((value, i) =>
      value === undefined ? [] : [{ ...of, time: start + i * minute, unit: "None", values: [[value, 1]] as const }],
    ),
  );
  return {
    Id: id,
    ReturnData: false,
    MetricStat: { Metric: { Namespace: "Test", MetricName: name }, Period: 60, Stat: "Sum" },
  };
}

/** What an expression gives of some metrics: of each series its points by the minute. */
function worked(expression: string, metrics: Readonly<Record<string, Points>>): Points[] {
  const length = Math.max(...Object.values(metrics).map((points) => points.length));
  const queries = [
    ...Object.entries(metrics).map(([id, points]) => metric(id, points)),
    { Id: "result", Expression: expression },
  ];
  checkQueries(queries, "MetricDataQueries", "000000000000");
  const span = (period: number) => ({ start, end: start + length * minute, period: period * 1000 });
  return runQueries(store, queries, span).map(({ series }) =>
    Array.from({ length }, (_, i) => series.points.get(start + i * minute)),
  );
}

const _ = undefined;

describe("the examples of the guide", () => {
  const comparison = { metric1: [30, 20, 0, 0], metric2: [20, _, 20, _] };
  const table: readonly (readonly [string, Readonly<Record<string, Points>>, Points])[] = [
    ["(metric1 < metric2)", comparison, [0, 0, 1, 0]],
    ["(metric1 >= 30)", comparison, [1, 0, 0, 0]],
    ["(metric1 > 15 AND metric2 > 15)", comparison, [1, 0, 0, 0]],
    [
      "IF(metric1, metric2, metric3)",
      { metric1: [1, 1, 0, 0, _], metric2: [30, _, 0, 0, 30], metric3: [0, 0, 20, _, 20] },
      [30, 0, 20, _, _],
    ],
    ["IF(metric1, 5, metric3)", { metric1: [1, 1, 0, 0, _], metric3: [0, 0, 20, _, 20] }, [5, 5, 20, _, _]],
    ["IF(metric1, metric2, 5)", { metric1: [1, 1, 0, 0, _], metric2: [30, _, 0, 0, 30] }, [30, 0, 5, 5, _]],
  ];
  for (const [expression, metrics, expected] of table) {
    test(expression, () => assert.deepEqual(worked(expression, metrics), [expected]));
  }
});

describe("operators and functions", () => {
  const m1 = [1, 2, _, 4];
  const m2 = [10, _, 30, 0];
  const both = { m1, m2 };
  const table: Readonly<Record<string, readonly Points[]>> = {
    "m1 + m2": [[11, 2, 30, 4]],
    "m1 / m2": [[0.1, _, 0, _]],
    "100 * m1 / (m1 + m2)": [[100 / 11, 100, 0, 100]],
    "-m1 ^ 2": [[-1, -4, _, -16]],
    "2 ^ 3 ^ m1": [[8, 512, _, 2 ** 81]],
    "m1 - 2 - 1": [[-2, -1, _, 1]],
    "SUM(METRICS())": [[11, 2, 30, 4]],
    'SUM(METRICS("2"))': [[10, _, 30, 0]],
    "AVG([m1, m2])": [[5.5, 1, 15, 2]],
    "MAX([m1,m2])": [[10, 2, 30, 4]],
    "m1 * SUM(m1)": [[7, 14, _, 28]],
    "m1 - AVG(m1)": [[1 - 7 / 3, 2 - 7 / 3, _, 4 - 7 / 3]],
    "m1 / STDDEV(m2)": [m1.map((value) => value && value / Math.sqrt(1400 / 9))],
    "m1 / PERIOD(m1)": [[1 / 60, 2 / 60, _, 4 / 60]],
    "FILL(m1, 0)": [[1, 2, 0, 4]],
    "FILL(m1, REPEAT)": [[1, 2, 2, 4]],
    "FILL(m1, LINEAR)": [[1, 2, 3, 4]],
    "FILL(METRICS(), 7)": [
      [1, 2, 7, 4],
      [10, 7, 30, 0],
    ],
    "DIFF(m1)": [[_, 1, _, 2]],
    "DIFF_TIME(m1)": [[_, 60, _, 120]],
    "RATE(m1)": [[_, 1 / 60, _, 2 / 120]],
    "RUNNING_SUM(m1)": [[1, 3, _, 7]],
    "CEIL(m1 / 2)": [[1, 1, _, 2]],
    "ABS(m1 - 3)": [[2, 1, _, 1]],
    "LOG10(m2)": [[1, _, Math.log10(30), _]],
    "m1 + DATAPOINT_COUNT(m2)": [[4, 5, _, 7]],
    "m1 * METRIC_COUNT(METRICS())": [[2, 4, _, 8]],
    "TIME_SERIES(MAX(m2))": [[30, 30, 30, 30]],
    "MINUTE(m1)": [[0, 1, 2, 3]],
    "DAY(m1) * 100 + MONTH(m1)": [[101, 101, 101, 101]],
    "SORT(METRICS(), MAX, DESC)": [m2, m1],
    "FIRST(SORT(METRICS(), MAX, ASC))": [m1],
    "SLICE(METRICS(), 1)": [m2],
    "IF(m1 > 1 OR m2 == 10, m1)": [[1, 2, _, 4]],
    "m1 != 2 && m1 != 4 || m2 == 0": [[1, 0, 0, 1]],
    "[m1, m2] * 2": [
      [2, 4, _, 8],
      [20, _, 60, 0],
    ],
  };
  for (const [expression, expected] of Object.entries(table)) {
    test(expression, () => {
      const found = worked(expression, both);
      assert.equal(found.length, expected.length);
      for (const [i, points] of expected.entries()) {
        for (const [j, value] of points.entries()) {
          const other = found[i]?.[j];
          assert.ok(value === other || Math.abs((value as number) - (other as number)) < 1e-9, JSON.stringify(found));
        }
      }
    });
  }
});

test("what is no expression, and what is not supported, is refused with its id", () => {
  for (const [expression, message] of [
    ["m1 +", /Error in expression 'result': it ends too early/],
    ["m1 % 2", /unexpected character/],
    ["SUM(m1)", /a number: the result has to be a time series/],
    ["m3", /no metric or expression m3/],
    ["result + 1", /result refers to itself/],
    ["ANOMALY_DETECTION_BAND(m1)", /does not support the function ANOMALY_DETECTION_BAND/],
    ["constructor(m1)", /does not support the function constructor/],
    ['SELECT AVG(m1) FROM "AWS/Lambda"', /does not support Metrics Insights/],
    ["IF(m1 > 1, METRICS())", /IF takes/],
    ["[m1] + [m1, m1]", /arrays of 1 and 2/],
    ["(".repeat(1500), /too many parts in one another/],
    ["-".repeat(1500), /too many parts in one another/],
  ] as const) {
    assert.throws(() => worked(expression, { m1: [1] }), message, expression);
  }
});

test("an expression over too many points is refused before it holds up others", () => {
  const queries = [{ Id: "e1", Expression: "TIME_SERIES(1)", Period: 1 }];
  const year = (period: number) => ({ start, end: start + 365 * 24 * 60 * minute, period: period * 1000 });
  assert.throws(() => runQueries(store, queries, year), /too many points/);
});

describe("searches: the examples of the guide", () => {
  const named = (name: string, namespace = "N", ...dimensions: [string, string][]) => ({ namespace, name, dimensions });
  const finds: readonly (readonly [string, ReturnType<typeof named>, boolean])[] = [
    ["count", named("CustomCount1"), true],
    ["COUNT", named("CustomCount1"), true],
    ["couNT", named("CustomCount1"), false],
    ["CustomCount", named("CustomCount1"), true],
    ["Count1", named("CustomCount1"), true],
    ["customcount", named("CustomCount1"), false],
    ["count1", named("CustomCount1"), false],
    ["customcount1", named("CustomCount1"), true],
    ["trial", named("Project2-trial333"), true],
    ["project2trial333", named("Project2-trial333"), true],
    ["sdb", named("SDBFailure"), true],
    ["network/errors", named("Network-Errors-2"), true],
    ["Network_Errors", named("NetworkErrors2"), true],
    ['"CustomCount1"', named("CustomCount1"), true],
    ['"customcount1"', named("CustomCount1"), false],
    ['"Custom"', named("CustomCount1"), false],
    ['"Europe\\\\France Traffic\\(Network\\)"', named("Europe\\France Traffic(Network)"), true],
    ['{N}, "CustomCount1"', named("Other", "N", ["D", "CustomCount1"]), true],
    ['{N} MetricName="CustomCount1"', named("Other", "N", ["D", "CustomCount1"]), false],
    ["{AWS/Lambda,FunctionName}", named("Errors", "AWS/Lambda", ["FunctionName", "f"]), true],
    ["{AWS/Lambda,FunctionName}", named("Errors", "AWS/Lambda", ["FunctionName", "f"], ["Resource", "f:1"]), false],
    ["{AWS/Lambda,FunctionName}", named("Errors", "AWS/Lambda"), false],
    [
      '{"My Namespace", "Dimension@Name"} "Custom:Name[Special_Characters"',
      named("Custom:Name[Special_Characters", "My Namespace", ["Dimension@Name", "x"]),
      true,
    ],
    ["InstanceType=micro", named("CPU", "AWS/EC2", ["InstanceType", "t2.micro"]), true],
    ["InstanceType=micro", named("CPU", "AWS/EC2", ["InstanceId", "micro"]), false],
    ["NOT Namespace=AWS", named("CPU", "AWS/EC2"), false],
    ["NOT Namespace=AWS", named("CPU", "Own"), true],
    ["(EC2 OR EBS) AND MetricName=ReadOps", named("VolumeReadOps", "AWS/EBS"), true],
    ["(EC2 OR EBS) MetricName=ReadOps", named("VolumeWriteOps", "AWS/EBS"), false],
    [
      'MetricName="Errors" OR (MetricName="Invocations" AND (ProjectA OR ProjectB))',
      named("Invocations", "AWS/Lambda", ["FunctionName", "ProjectA-f"]),
      true,
    ],
    [
      'MetricName="Errors" OR (MetricName="Invocations" AND (ProjectA OR ProjectB))',
      named("Invocations", "AWS/Lambda", ["FunctionName", "ProjectC-f"]),
      false,
    ],
  ];
  for (const [query, metricFound, expected] of finds) {
    test(`${query}: ${JSON.stringify(metricFound)}`, () => assert.equal(searchOf(query)(metricFound), expected));
  }

  test("what is no search", () => {
    for (const query of ["", "  ", "(a", "a OR", "AND a", "{}", '"open', "x".repeat(1025)]) {
      assert.throws(() => searchOf(query), ExpressionError, query);
    }
  });

  test("a search in an expression gives each metric with what tells it from the others", () => {
    const of = (line: string) => ({ namespace: "Plant", name: "Ng", dimensions: [["Line", line]] as const });
    store.put(
      ["L1", "L2"].map((line, i) => ({ ...of(line), time: start, unit: "None", values: [[i + 1, 2]] as const })),
    );
    const queries = [
      { Id: "e1", Expression: "SEARCH('{Plant,Line} MetricName=\"Ng\"', 'Sum', 60)" },
      { Id: "e2", Expression: "SUM(e1)", Label: "all" },
    ];
    const found = runQueries(store, queries, (period) => ({ start, end: start + minute, period: period * 1000 }));
    assert.deepEqual(
      found.map(({ id, series }) => [id, series.label, ...series.points.values()]),
      [
        ["e1", "L1", 2],
        ["e1", "L2", 4],
        ["e2", "all", 6],
      ],
    );
  });
});
