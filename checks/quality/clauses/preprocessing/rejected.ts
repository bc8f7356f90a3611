import type { Clause } from "../../../engine/clauses/clause";
import { rawColumns } from "../../layout";
import { rejectedTypes } from "../../state";
import type { RawRow, Truth } from "../../truth";
import { type Edit, onFresh, type Row } from "../made-up";
import type { Preprocessing } from "./solution";

/** How a solution finds bad rows; what is left out is as it should be. */
interface Rule {
  readonly isMissing?: (row: RawRow) => boolean;
  readonly isSwapped?: (row: RawRow) => boolean;
  /** Rows with the same text are copies. */
  readonly copyOf?: (row: RawRow) => string;
  /** Is the copy of that number, from 1, of so many a duplicate? */
  readonly isDuplicate?: (copy: number, copies: number) => boolean;
  /** The reasons in the order in which they count. */
  readonly order?: string;
}

const columnsOf =
  (names: readonly (keyof RawRow)[]) =>
  (row: RawRow): string =>
    names.map((name) => row[name]).join();
const isEmpty =
  (names: readonly (keyof RawRow)[]) =>
  (row: RawRow): boolean =>
    names.some((name) => row[name] === "");
const isOver = (low: string, high: string): boolean => low !== "" && high !== "" && Number(low) >= Number(high);

/** The rows that a rule rejects, worked out in SQL's order: the first reason that holds counts. */
function rejectedBy(rule: Rule) {
  return (truth: Truth): Row[] => {
    const copyOf = rule.copyOf ?? columnsOf(rawColumns);
    // as Spark reads them: a day's file is in the order of time
    const rows = [...truth.rows].sort((a, b) => (a.seen_at < b.seen_at ? -1 : a.seen_at > b.seen_at ? 1 : 0));
    const copies = new Map<string, number>();
    for (const row of rows) {
      copies.set(copyOf(row), (copies.get(copyOf(row)) ?? 0) + 1);
    }
    const counted = new Map<string, number>();
    return rows.flatMap((row) => {
      const copy = (counted.get(copyOf(row)) ?? 0) + 1;
      counted.set(copyOf(row), copy);
      const holds: Readonly<Record<string, boolean>> = {
        missing_cell: (rule.isMissing ?? isEmpty(rawColumns))(row),
        swapped_corners: (rule.isSwapped ?? ((one) => isOver(one.x0, one.x1) || isOver(one.y0, one.y1)))(row),
        duplicate_row: (rule.isDuplicate ?? ((number) => number > 1))(copy, copies.get(copyOf(row)) ?? 1),
      };
      const reason = (rule.order ?? "missing_cell swapped_corners duplicate_row").split(" ").find((one) => holds[one]);
      return reason === undefined ? [] : [{ ...row, reject_reason: reason }];
    });
  };
}

function by(rule: Rule, script: readonly Edit[]): Partial<Preprocessing> {
  const rows = rejectedBy(rule);
  return { rejected: (truth) => ({ rows: rows(truth), types: rejectedTypes }), script };
}

function changed(change: (row: Row) => Row, script?: readonly Edit[]): Partial<Preprocessing> {
  const rows = rejectedBy({});
  const wrong = { rejected: (truth: Truth) => ({ rows: rows(truth).map(change), types: rejectedTypes }) };
  return script === undefined ? wrong : { ...wrong, script };
}

const task = "3.1";
const missing: Edit[0] = `" OR ".join(f"{name} = ''" for name in RAW)`;
const swapped: Edit[0] = '"int(x0) >= int(x1) OR int(y0) >= int(y1)"';
const forgiving: Edit = [
  swapped,
  '"try_cast(x0 AS int) >= try_cast(x1 AS int) OR try_cast(y0 AS int) >= try_cast(y1 AS int)"',
];
const copies: Edit[0] = 'Window.partitionBy(*RAW, "day")';
const order: Edit[0] = `F.when(F.expr(missing), "missing_cell")
            .when(F.expr(swapped), "swapped_corners")
            .when(F.col("copy") > 1, "duplicate_row")`;

export const rejectedClauses: readonly Clause<Preprocessing>[] = [
  {
    task,
    clause: "missing_cell: a cell is empty, that is the empty text",
    plant: "rows with an empty cell",
    mistake: "IS NULL",
    wrong: by({ isMissing: () => false }, [[missing, '" OR ".join(f"{name} IS NULL" for name in RAW)'], forgiving]),
    message: "No row is called missing_cell. In this script an empty cell is the empty text, '', and not NULL.",
  },
  {
    task,
    clause: "missing_cell: any cell",
    plant: "each measured column is empty in one row",
    mistake: "corners and area are not looked at",
    wrong: by({ isMissing: isEmpty(["coil_id", "line", "seen_at", "gauge", "gloss", "roughness", "contrast"]) }, [
      [missing, `" OR ".join(f"{name} = ''" for name in [*RAW[:3], "gauge", *VECTOR])`],
      forgiving,
    ]),
    message:
      "Rows whose x0, x1, y0, y1, area_px is empty are not called missing_cell: any of the 12 cells may be empty.",
  },
  {
    task,
    clause: "missing_cell: any cell, also those that name the coil",
    plant: "fresh data: rows without coil, line or time",
    mistake: "only measured columns are looked at",
    wrong: by({ isMissing: isEmpty(rawColumns.slice(3)) }, [
      [missing, `" OR ".join(f"{name} = ''" for name in RAW[3:])`],
    ]),
    message: onFresh(
      "Rows whose coil_id, line, seen_at is empty are not called missing_cell: any of the 12 cells may be empty.",
    ),
  },
  {
    task,
    clause: "missing_cell, but not where a gauge can be repaired",
    plant: "gauges such as `2.500 mm`",
    mistake: "a gauge that is no number is called missing",
    wrong: by({ isMissing: (row) => isEmpty(rawColumns)(row) || row.gauge.endsWith(" mm") }, [
      [missing, `${missing} + " OR try_cast(gauge AS double) IS NULL"`],
    ]),
    message: "Rows are rejected whose gauge has its unit written out: it can be repaired, so the row is good.",
  },
  {
    task,
    clause: "missing_cell comes first",
    plant: "rows with an empty cell and swapped corners",
    mistake: "swapped_corners before missing_cell",
    wrong: by({ order: "swapped_corners missing_cell duplicate_row" }, [
      [
        order,
        `F.when(F.expr(swapped), "swapped_corners")
            .when(F.expr(missing), "missing_cell")
            .when(F.col("copy") > 1, "duplicate_row")`,
      ],
      forgiving,
    ]),
    message: "A row with an empty cell and swapped corners is called swapped_corners: missing_cell comes first.",
  },
  {
    task,
    clause: "duplicate_row comes last",
    plant: "bad rows that come twice",
    mistake: "duplicate_row before the others",
    wrong: by({ order: "duplicate_row missing_cell swapped_corners" }, [
      [
        order,
        `F.when(F.col("copy") > 1, "duplicate_row")
            .when(F.expr(missing), "missing_cell")
            .when(F.expr(swapped), "swapped_corners")`,
      ],
    ]),
    message: "A bad row that comes twice is called duplicate_row: missing_cell and swapped_corners come first.",
  },
  {
    task,
    clause: "swapped_corners is a reason",
    plant: "rows with swapped corners",
    mistake: "corners are not looked at",
    wrong: by({ isSwapped: () => false }, [[swapped, '"1 = 0"']]),
    message: "No row is called swapped_corners.",
  },
  {
    task,
    clause: "swapped_corners: compared as numbers",
    plant: "corners such as 999 and 1003, right and swapped",
    mistake: "compared as text",
    wrong: by({ isSwapped: ({ x0, x1, y0, y1 }) => x0 >= x1 || y0 >= y1 }, [[swapped, '"x0 >= x1 OR y0 >= y1"']]),
    message: 'The corners are compared as text: there "98" is more than "402". Compare them as numbers.',
  },
  {
    task,
    clause: "swapped_corners: >=",
    plant: "boxes without width or height",
    mistake: ">",
    wrong: by({ isSwapped: ({ x0, x1, y0, y1 }) => Number(x0) > Number(x1) || Number(y0) > Number(y1) }, [
      [swapped, '"int(x0) > int(x1) OR int(y0) > int(y1)"'],
    ]),
    message: "A box without width or height is not called swapped_corners: x0 >= x1 or y0 >= y1 was asked.",
  },
  {
    task,
    clause: "swapped_corners: along y",
    plant: "corners swapped along y alone",
    mistake: "x alone is looked at",
    wrong: by({ isSwapped: ({ x0, x1 }) => Number(x0) >= Number(x1) }, [[swapped, '"int(x0) >= int(x1)"']]),
    message: "Corners that are swapped along y are not found, only those along x.",
  },
  {
    task,
    clause: "swapped_corners: along x",
    plant: "corners swapped along x alone",
    mistake: "y alone is looked at",
    wrong: by({ isSwapped: ({ y0, y1 }) => Number(y0) >= Number(y1) }, [[swapped, '"int(y0) >= int(y1)"']]),
    message: "Corners that are swapped along x are not found, only those along y.",
  },
  {
    task,
    clause: "duplicate_row is a reason",
    plant: "rows that come twice",
    mistake: "duplicates are kept, or dropped without a trace",
    wrong: by({ isDuplicate: () => false }, [['F.col("copy") > 1', 'F.col("copy") > 9']]),
    message: "Rows that come twice are not rejected: each would count twice in the NG ratio.",
  },
  {
    task,
    clause: "duplicate_row: one of them is good",
    plant: "rows that come twice",
    mistake: "all copies are rejected",
    wrong: by({ isDuplicate: (_copy, all) => all > 1 }, [
      ["F.row_number().over(copies)", 'F.count("*").over(copies.rowsBetween(-99, 99))'],
    ]),
    message: "Both copies of a row are rejected: one of them is good.",
  },
  {
    task,
    clause: "duplicate_row: only one of them is good",
    plant: "a row that comes three times",
    mistake: "only the second copy is rejected",
    wrong: by({ isDuplicate: (copy) => copy === 2 }, [['F.col("copy") > 1', 'F.col("copy") == 2']]),
    message: "Of a row that comes three times, one is good and two are duplicates.",
  },
  {
    task,
    clause: "duplicate_row: equal in every column, not in the coil alone",
    plant: "coils of which one row is bad and one good; fresh data: coils that were seen twice",
    mistake: "partitioned by coil_id",
    wrong: by({ copyOf: columnsOf(["coil_id"]) }, [[copies, 'Window.partitionBy("coil_id")']]),
    message:
      "Rows are called duplicate_row that differ from every other row: a coil may be seen twice. Equal in every column was asked.",
  },
  {
    task,
    clause: "duplicate_row: equal in every column, not in coil, line and time alone",
    plant: "fresh data: rows that differ in one measured column",
    mistake: "partitioned by coil_id, line, seen_at",
    wrong: by({ copyOf: columnsOf(["coil_id", "line", "seen_at"]) }, [[copies, "Window.partitionBy(*RAW[:3])"]]),
    message: onFresh(
      "Rows are called duplicate_row that differ from every other row: a coil may be seen twice. Equal in every column was asked.",
    ),
  },
  {
    task,
    clause: "each bad row has a reason",
    plant: "bad rows",
    mistake: "the empty text as reason",
    wrong: changed(
      (row) => ({ ...row, reject_reason: row.reject_reason === "missing_cell" ? "" : (row.reject_reason ?? null) }),
      [[`F.when(F.expr(missing), "missing_cell")`, `F.when(F.expr(missing), "")`]],
    ),
    message: "… rejected rows have no reason.",
  },
  {
    task,
    clause: "the reasons' names",
    plant: "bad rows",
    mistake: "swapped instead of swapped_corners",
    wrong: changed(
      (row) => ({
        ...row,
        reject_reason: row.reject_reason === "swapped_corners" ? "swapped" : (row.reject_reason ?? null),
      }),
      [['"swapped_corners")', '"swapped")']],
    ),
    message: "A reason has another name.",
  },
  {
    task,
    clause: "the row as it came",
    plant: "a bad row whose gauge has its unit",
    mistake: "the gauge is repaired before the rows are rejected",
    wrong: changed(
      (row) => ({ ...row, gauge: String(row.gauge).replace(" mm", "") }),
      [["raw.withColumn(", `raw.withColumn("gauge", F.regexp_replace("gauge", " mm$", "")).withColumn(`]],
    ),
    message: "A rejected row is none of those that the plant sent: it should stay as it came.",
  },
  {
    task,
    clause: "every column of the row",
    plant: "bad rows",
    mistake: "only the coil and the reason are kept",
    wrong: {
      rejected: (truth) => ({
        rows: rejectedBy({})(truth).map(({ coil_id: id = null, reject_reason: reason = null }) => ({
          coil_id: id,
          reject_reason: reason,
        })),
        types: { coil_id: "VARCHAR", reject_reason: "VARCHAR" },
      }),
      script: [['.drop("copy")', '.select("coil_id", "reject_reason")']],
    },
    message: "The columns line, seen_at, x0, x1, y0, y1, area_px, gauge, gloss, roughness, contrast are missing.",
  },
];
