import { shuffle } from "../../../datasets/shared/seeded-random";
import { rawColumns } from "../layout";
import type { Coil, Row } from "./coil";
import type { Criteria } from "./criteria";

/** Rows that are planted into a plant's files, so that a solution that misses one clause of a task is seen. */
export interface Planted {
  readonly coils: readonly Coil[];
  /** Further rows of the coils, in no order: copies and second inspections. */
  readonly again: readonly Coil[];
  /** Coils that no label names. */
  readonly unlabelled: ReadonlySet<Coil>;
}

/** The columns that an inspection may leave empty. An empty `coil_id`, `line` or `seen_at` would leave no coil to speak of. */
const emptied = rawColumns.slice(rawColumns.indexOf("x0"));

/**
 * The rows for the clauses of task 3.1.
 *
 * @param make Makes one more coil, good and with a label, of an id of its own.
 */
export function plantedRows(make: () => Coil): Planted {
  const coils: Coil[] = [];
  const again: Coil[] = [];
  const unlabelled = new Set<Coil>();
  const plant = (change: (row: Row, day: string) => Partial<Row>): Coil => {
    const coil = make();
    Object.assign(coil.row, change(coil.row, coil.day));
    coils.push(coil);
    return coil;
  };
  const copy = ({ row, ...coil }: Coil, change: Partial<Row> = {}): void => {
    again.push({ ...coil, row: { ...row, ...change } });
  };
  // missing_cell: each column once
  for (const name of emptied) {
    plant(() => ({ [name]: "" }));
  }
  for (const axis of ["x", "y"] as const) {
    const [low, high] = [`${axis}0`, `${axis}1`] as const;
    const length = (row: Row): number => Number(row[high]) - Number(row[low]);
    // swapped_corners: a box without width or height
    plant((row) => ({ [high]: row[low] }));
    // as text, the first is swapped and the second is not; as numbers it is the other way round
    plant((row) => ({ [low]: "999", [high]: String(999 + length(row)) }));
    plant((row) => ({ [low]: String(999 + length(row)), [high]: "999" }));
    // the order of the reasons: missing_cell before swapped_corners
    plant((row) => ({ [low]: row[high], [high]: row[low], gloss: "" }));
    // … and both before duplicate_row
    copy(plant((row) => ({ [low]: row[high], [high]: row[low] })));
    // task 4.3: a bad row whose coil has no label is no record that lost its partner
    unlabelled.add(plant((row) => ({ [low]: row[high], [high]: row[low] })));
  }
  copy(plant(() => ({ gauge: "" })));
  unlabelled.add(plant(() => ({ contrast: "" })));
  // a rejected row stays as it came
  plant((row) => ({ gauge: `${row.gauge} mm`, contrast: "" }));
  // duplicate_row: one of three is good
  const three = plant(() => ({}));
  copy(three);
  copy(three);
  // equal in every column: of two rows of a coil one is bad, once the earlier and once the later
  for (const other of ["11:55:00", "12:05:00"]) {
    const good = plant((_row, day) => ({ seen_at: `${day} 12:00:00` }));
    copy(good, { seen_at: `${good.day} ${other}`, roughness: "" });
  }
  // task 3.2: a night shift's coil, seen on the calendar's next day
  plant((_row, day) => ({ seen_at: `${nextDay(day)} 01:10:00` }));
  return { coils, again, unlabelled };
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * Puts coils of each defect around their criterion's limits, for task 4.2: at a limit is OK, one more is NG. As far as
 * there are such, a coil that was OK stays so, and one that was NG.
 *
 * @param candidates Good coils with a label.
 */
export function plantAtLimits(candidates: readonly Coil[], criteria: Criteria, random: () => number): void {
  const shuffled = shuffle(candidates, random);
  for (const criterion of criteria.criteria) {
    const [area, length] = [criterion.max_area_px, criterion.max_length_mm / criteria.pixel_size_mm];
    const isNg = ({ row }: Coil): boolean =>
      Number(row.area_px) > area || Math.max(Number(row.x1) - Number(row.x0), Number(row.y1) - Number(row.y0)) > length;
    const ofDefect = shuffled.filter((coil) => coil.criterion === criterion);
    const ok = ofDefect.filter((coil) => !isNg(coil));
    const ng = [...ofDefect.filter(isNg), ...ok.splice(3)];
    const put = (
      coils: readonly Coil[],
      sizes: readonly (readonly [area: number, width: number, height: number])[],
    ) => {
      for (const [index, [px, width, height]] of sizes.entries()) {
        const { row } = coils[index] as Coil;
        row.area_px = String(px);
        row.x1 = String(Number(row.x0) + width);
        row.y1 = String(Number(row.y0) + height);
      }
    };
    put(ok, [
      [area, 4, 3],
      [4, length, 3],
      [4, 3, length],
    ]);
    put(ng, [
      [area + 1, 3, 4],
      [4, length + 1, 3],
      [4, 3, length + 1],
      [area + 1, length + 1, 3],
    ]);
  }
}
