import { because, close, compareKeys, firstTrue, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { PowerDay } from "./power";

type Seen = Pick<Answer, "columns" | "rows">;

const numberOf = ({ day }: PowerDay): number => Date.parse(day) / 86_400_000;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const kwhOf = (days: readonly PowerDay[]): number[] => days.map(({ kwh }) => kwh);

/** A value for each day of a site, whose days come in their order; undefined where there is none. */
type OfDays = (own: readonly PowerDay[], index: number) => number | undefined;

/** The mean of the days that lie so many days before the day, up to so many after it. */
function byCalendar(before: number, after: number): OfDays {
  return (own, index) => {
    const now = numberOf(own[index] as PowerDay);
    return mean(kwhOf(own.filter((day) => numberOf(day) >= now - before && numberOf(day) <= now + after)));
  };
}

/** The mean of so many rows before the day, up to so many after it. */
function byRows(before: number, after = 0): OfDays {
  return (own, index) => mean(kwhOf(own.slice(Math.max(0, index - before), index + after + 1)));
}

/** The days of each site, in their order. */
function bySite(power: readonly PowerDay[]): (readonly PowerDay[])[] {
  return groups(power, ({ site }) => site).map(([, own]) => [...own].sort((a, b) => numberOf(a) - numberOf(b)));
}

function keyOf({ site, day }: { readonly site?: string | undefined; readonly day?: string | undefined }): string {
  return `${site} ${day?.slice(0, 10)}`;
}

/** Judges the view of the mean over the last week. */
export function judgeWeek(power: readonly PowerDay[], answer: Seen): Finding {
  const read = readAnswer(answer, ["site", "day", "kwh", "mean_7"]);
  if (!("rows" in read)) {
    return read;
  }
  const differences = compareKeys(power.map(keyOf), read.rows.map(keyOf));
  const differing = wrongKeys("sites and days", differences, power.length, read.rows.length);
  if (differing !== undefined) {
    return differing;
  }
  const byKey = new Map(read.rows.map((row) => [keyOf(row), row]));
  const sites = bySite(power);
  const all = [...power].sort((a, b) => numberOf(a) - numberOf(b));
  const isRight = (own: readonly PowerDay[], index: number, of: OfDays): boolean =>
    close(byKey.get(keyOf(own[index] as PowerDay))?.mean_7, of(own, index) ?? 0, 1e-6);
  const isAll = (of: OfDays): boolean => sites.every((own) => own.every((_, index) => isRight(own, index, of)));
  const wanted = byCalendar(6, 0);
  if (!isAll(wanted)) {
    const [own = [], index = 0] =
      sites
        .flatMap((days) => days.map((_, at) => [days, at] as const))
        .find(([days, at]) => !isRight(days, at, wanted)) ?? [];
    const ofAll: OfDays = (days, at) => {
      const now = numberOf(days[at] as PowerDay);
      return mean(kwhOf(all.filter((day) => numberOf(day) >= now - 6 && numberOf(day) <= now)));
    };
    const why = firstTrue([
      [() => isAll(byRows(6)), "seven rows are more than seven days where one is missing"],
      [() => isAll(byCalendar(7, 0)), "the frame holds eight days with the day itself"],
      [() => isAll(byRows(Number.POSITIVE_INFINITY)), "it is the mean of all days so far: the frame says how far back"],
      [() => isAll(byCalendar(3, 3)), "the frame lies around the day: the week up to it is asked for"],
      [() => isAll(byCalendar(0, 6)), "it is the week after the day"],
      [() => isAll(ofAll), "other sites are among its days"],
    ]);
    const day = own[index] as PowerDay;
    return wrong(because(`mean_7 of ${keyOf(day)} is another number`, why), {
      praise: "Each day of each site is there.",
      expected: `${wanted(own, index)}`,
      seen: byKey.get(keyOf(day))?.mean_7 ?? "NULL",
    });
  }
  return right(`${power.length} days, each with the mean of its week.`);
}

/** How a season is worked out. */
interface Method {
  readonly trend: OfDays;
  /** Whether the mean of the seven is taken away. */
  readonly isCentred: boolean;
}

/** The mean of the week that begins so many days before the day; none where one of its days is missing. */
function wholeWeek(before: number): OfDays {
  return (own, index) => {
    const begin = numberOf(own[index] as PowerDay) - before;
    const week = own.filter((day) => numberOf(day) >= begin && numberOf(day) < begin + 7);
    return week.length === 7 ? mean(kwhOf(week)) : undefined;
  };
}

/** The mean of seven rows around the day, whichever days they are. */
const sevenRows: OfDays = (own, index) => (index >= 3 && index + 3 < own.length ? byRows(3, 3)(own, index) : undefined);

const method: Method = { trend: wholeWeek(3), isCentred: true };

/** A site's season, Monday first: classical, additive. */
function seasonOf(own: readonly PowerDay[], { trend, isCentred }: Method): number[] {
  const apart = own.flatMap((day, index) => {
    const smooth = trend(own, index);
    return smooth === undefined ? [] : [{ weekday: (new Date(day.day).getUTCDay() + 6) % 7, rest: day.kwh - smooth }];
  });
  const means = Array.from({ length: 7 }, (_, weekday) =>
    mean(apart.filter((one) => one.weekday === weekday).map(({ rest }) => rest)),
  );
  return isCentred ? means.map((value) => value - mean(means)) : means;
}

/** Judges the view of each site's weekly season. */
export function judgeSeason(power: readonly PowerDay[], answer: Seen): Finding {
  const read = readAnswer(answer, ["site", "weekday", "season"]);
  if (!("rows" in read)) {
    return read;
  }
  const sites = bySite(power);
  const name = (own: readonly PowerDay[]): string => own[0]?.site ?? "";
  const wantedKeys = sites.flatMap((own) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => `${name(own)} ${weekday}`));
  const seen = read.rows.map(({ site, weekday }) => `${site} ${weekday}`);
  const differing = wrongKeys("sites and weekdays", compareKeys(wantedKeys, seen), wantedKeys.length, seen.length);
  if (differing !== undefined) {
    return differing;
  }
  const byKey = new Map(read.rows.map((row) => [`${row.site} ${row.weekday}`, row.season]));
  const ofSite = (own: readonly PowerDay[]) =>
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => byKey.get(`${name(own)} ${weekday}`));
  const isAll = (other: Partial<Method>, sign = 1): boolean =>
    sites.every((own) => {
      const values = seasonOf(own, { ...method, ...other });
      return ofSite(own).every((cell, index) => close(cell, sign * (values[index] ?? 0), 1e-6));
    });
  const isRight = (own: readonly PowerDay[]): boolean => {
    const values = seasonOf(own, method);
    return ofSite(own).every((cell, index) => close(cell, values[index] ?? 0, 1e-6));
  };
  const own = sites.find((days) => !isRight(days));
  if (own !== undefined) {
    const why = firstTrue([
      [() => isAll({ isCentred: false }), "the seven do not add up to 0"],
      [() => isAll({}, -1), "its sign is turned: the day minus its trend"],
      [() => isAll({ trend: () => 0, isCentred: false }), "it is the mean of the weekday: no trend was taken away"],
      [
        () => isAll({ trend: (days) => mean(kwhOf(days)), isCentred: false }),
        "the mean of the site was taken away, not the trend",
      ],
      [() => isAll({ trend: () => 0 }), "no trend was taken away"],
      [() => isAll({ trend: sevenRows }), "seven rows are more than seven days where one is missing"],
      [() => isAll({ trend: byRows(3, 3) }), "the trend has days that lack a neighbour"],
      [() => isAll({ trend: byCalendar(3, 3) }), "the trend has days that lack a neighbour"],
      [() => isAll({ trend: wholeWeek(6) }), "the trend is that of the week up to the day: it lies around it"],
    ]);
    const values = seasonOf(own, method);
    const weekday =
      1 +
      Math.max(
        0,
        ofSite(own).findIndex((cell, index) => !close(cell, values[index] ?? 0, 1e-6)),
      );
    return wrong(because(`season of ${name(own)} on weekday ${weekday} is another number`, why), {
      praise: "Each weekday of each site is there.",
      expected: `${values[weekday - 1]}`,
      seen: byKey.get(`${name(own)} ${weekday}`) ?? "NULL",
    });
  }
  return right(`The week of ${sites.length} sites.`);
}
