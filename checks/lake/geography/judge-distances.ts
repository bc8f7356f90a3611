import { compareKeys, shown, wrongKeys } from "../../engine/compare";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { Deliveries, Delivery, Site } from "../shop/deliveries";
import { degreesBetween, kmBetween } from "./sphere";

/** The rows of a view, as Athena or another engine answers. */
export type Seen = Pick<Answer, "columns" | "rows">;

/** The part of a distance that it may differ by: the earth's radius is taken in more than one way. */
const tolerance = 0.002;
export const isNear = (seen: string | undefined, km: number): boolean =>
  seen !== undefined && Math.abs(Number(seen) - km) <= Math.max(tolerance * km, 0.01);

/** The rows of a view with a row a delivery. */
function deliveryCells<Column extends string>(deliveries: readonly Delivery[], seen: Seen, columns: readonly Column[]) {
  const read = readAnswer(seen, ["delivery_id", ...columns]);
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  const ids = rows.map(({ delivery_id: id = "NULL" }) => id);
  const wanted = deliveries.map(({ delivery_id: id }) => String(id));
  const differing = wrongKeys("deliveries", compareKeys(wanted, ids), wanted.length, ids.length);
  return differing ?? new Map(rows.map((row) => [row.delivery_id, row]));
}

/** Judges the view that says how far each delivery goes. */
export function judgeWay({ sites, deliveries }: Deliveries, seen: Seen): Finding {
  const cells = deliveryCells(deliveries, seen, ["km"]);
  if (!(cells instanceof Map)) {
    return cells.seen === String(deliveries.length * sites.length)
      ? { ...cells, message: "Each delivery is there with every site: only the way from its own is asked for." }
      : cells;
  }
  const siteOf = new Map(sites.map((site) => [site.site, site]));
  const own = (one: Delivery): Site => siteOf.get(one.site) as Site;
  const far = deliveries.find((one) => !isNear(cells.get(String(one.delivery_id))?.km, kmBetween(own(one), one)));
  if (far === undefined) {
    return right(`The way of ${deliveries.length} deliveries, in km.`);
  }
  const all = (km: (one: Delivery) => number): boolean =>
    deliveries.every((one) => isNear(cells.get(String(one.delivery_id))?.km, km(one)));
  const km = (one: Delivery): number => kmBetween(own(one), one);
  const turned = ({ latitude, longitude }: Site | Delivery) => ({ latitude: longitude, longitude: latitude });
  const why = all((one) => degreesBetween(own(one), one))
    ? ": it is in degrees. ST_Distance of two ST_Point knows no earth."
    : all((one) => 1_000 * km(one))
      ? ": it is in metres."
      : all((one) => kmBetween(turned(own(one)), turned(one)))
        ? ": latitude and longitude are exchanged."
        : all((one) => 111.2 * degreesBetween(own(one), one))
          ? ": a degree of longitude is shorter than one of latitude, the more so the further from the equator."
          : ".";
  return wrong(`km of delivery ${far.delivery_id} is another number${why}`, {
    praise: "Every delivery is there once.",
    expected: shown(km(far), 2),
    seen: shown(cells.get(String(far.delivery_id))?.km ?? null, 2),
  });
}

/** Judges the view that says which site is the nearest of each delivery. */
export function judgeNearest({ sites, deliveries }: Deliveries, seen: Seen): Finding {
  const cells = deliveryCells(deliveries, seen, ["nearest", "km"]);
  if (!(cells instanceof Map)) {
    return cells;
  }
  const least = (far: (site: Site) => number): Site =>
    sites.reduce((best, site) => (far(site) < far(best) ? site : best), sites[0] as Site);
  const nearest = (one: Delivery): Site => least((site) => kmBetween(site, one));
  const cell = (one: Delivery) => cells.get(String(one.delivery_id));
  const other = deliveries.find((one) => cell(one)?.nearest !== nearest(one).site);
  if (other !== undefined) {
    const all = (site: (one: Delivery) => string | undefined): boolean =>
      deliveries.every((one) => cell(one)?.nearest === site(one));
    const why = all((one) => one.site)
      ? ": it is the one that it comes from."
      : all((one) => least((site) => -kmBetween(site, one)).site)
        ? ": it is the furthest."
        : all((one) => least((site) => degreesBetween(site, one)).site)
          ? ": it is the nearest in degrees, and a degree of longitude is the shorter one here."
          : all(() => sites.map(({ site }) => site).sort()[0])
            ? ": it is the first one by name. Which function gives the site of the least km?"
            : ".";
    return wrong(`The nearest site of delivery ${other.delivery_id} is another${why}`, {
      praise: "Every delivery is there once.",
      expected: nearest(other).site,
      seen: cell(other)?.nearest ?? "NULL",
    });
  }
  const far = deliveries.find((one) => !isNear(cell(one)?.km, kmBetween(nearest(one), one)));
  return far === undefined
    ? right(`The nearest of ${sites.length} sites for each delivery.`)
    : wrong(`km of delivery ${far.delivery_id} is another number: how far is its nearest site?`, {
        praise: "Every nearest site is right.",
        expected: shown(kmBetween(nearest(far), far), 2),
        seen: shown(cell(far)?.km ?? null, 2),
      });
}
