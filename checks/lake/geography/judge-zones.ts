import { close, compareKeys, wrongKeys } from "../../engine/compare";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import { type Deliveries, isInZone, type Zone } from "../shop/deliveries";
import type { Seen } from "./judge-distances";
import { isInRing, type Place } from "./sphere";

/** Judges the view that says how many deliveries lie in each zone. */
export function judgeZones({ zones, deliveries }: Deliveries, seen: Seen): Finding {
  const read = readAnswer(seen, ["zone", "deliveries"]);
  if (!("rows" in read)) {
    return read;
  }
  const cells = read.rows;
  const counts = new Map(cells.map((row) => [row.zone, row.deliveries]));
  const count = (zone: Zone, isInside: (place: Place, zone: Zone) => boolean): number =>
    deliveries.filter((one) => isInside(one, zone)).length;
  const empty = zones.filter((zone) => count(zone, isInZone) === 0);
  const names = cells.map(({ zone = "NULL" }) => zone);
  const differences = compareKeys(
    zones.map(({ zone }) => zone),
    names,
  );
  const differing = wrongKeys("zones", differences, zones.length, names.length);
  if (differing !== undefined) {
    const areEmpty = differences.missing.every((name) => empty.some(({ zone }) => zone === name));
    return areEmpty && differences.extra.length + differences.twice.length === 0
      ? { ...differing, message: `${differing.message} A zone without deliveries has 0.` }
      : differing;
  }
  const all = (isInside: (place: Place, zone: Zone) => boolean): boolean =>
    zones.every((zone) => close(counts.get(zone.zone), count(zone, isInside), 0));
  const other = zones.find((zone) => !close(counts.get(zone.zone), count(zone, isInZone), 0));
  if (other === undefined) {
    return right(`${zones.length} zones, ${empty.length} of them without deliveries.`);
  }
  const why = zones.every(({ zone }) => close(counts.get(zone), 0, 0))
    ? ": all are 0. Which comes first in ST_Point, and which in ST_Contains?"
    : all((place, { rings: [border = []] }) => isInRing(place, border))
      ? ": it counts what lies in the hole, too."
      : all(isInRectangle)
        ? ": it counts what lies in the smallest rectangle around the zone."
        : empty.some(({ zone }) => close(counts.get(zone), 1, 0))
          ? ": count(*) counts the row of a zone without deliveries, too."
          : ".";
  return wrong(`deliveries of ${other.zone} is another number${why}`, {
    praise: "Every zone is there once.",
    expected: `${count(other, isInZone)}`,
    seen: counts.get(other.zone) ?? "NULL",
  });
}

/** Whether a place lies in the smallest rectangle around a zone. */
export function isInRectangle(place: Place, { rings: [border = []] }: Zone): boolean {
  return (["latitude", "longitude"] as const).every((name) => {
    const all = border.map((corner) => corner[name]);
    return Math.min(...all) <= place[name] && place[name] <= Math.max(...all);
  });
}
