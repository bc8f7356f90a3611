import { AskedDuckDb, makeTable } from "../../engine/clauses/asked-duckdb";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { onFreshData } from "../../engine/context";
import type { Finding } from "../../engine/verdict";
import { deliveriesOnFreshData } from "../08-geography";
import { judgeNearest, judgeWay, type Seen } from "../geography/judge-distances";
import { judgePairs, judgePlan, type Pair, pairsOf } from "../geography/judge-pairs";
import { isInRectangle, judgeZones } from "../geography/judge-zones";
import { isInRing, type Place, tileOf } from "../geography/sphere";
import { freshWorld, shopWorld } from "../shop/cuts";
import { type Deliveries, deliveriesOf, isInZone, type Zone } from "../shop/deliveries";

/** What a student makes in step 8. */
export interface Geography {
  /** The SELECT of `delivery_km`, where `great_circle_distance` and the plane's distance are known. */
  readonly way: string;
  /** The SELECT of `nearest_site`. */
  readonly nearest: string;
  readonly isInside: (place: Place, zone: Zone) => boolean;
  /** The rows of `zone_deliveries`, of the counts of deliveries by zone. */
  readonly zones: (counts: readonly (readonly [zone: string, count: number])[]) => readonly Row[];
  /** The rows of `close_pairs`, of the pairs that are near. */
  readonly pairs: (near: readonly Pair[], all: readonly Pair[]) => readonly Row[];
  readonly plan: string;
}

type Row = readonly (string | number)[];

const distance = "great_circle_distance(s.latitude, s.longitude, d.latitude, d.longitude)";
const way = (km: string, join = "JOIN sites s ON d.site = s.site"): Partial<Geography> => ({
  way: `SELECT delivery_id, ${km} FROM deliveries d ${join}`,
});
const nearest = (select: string, km = distance): Partial<Geography> => ({
  nearest: `SELECT delivery_id, ${select} FROM (SELECT d.delivery_id, d.site AS own, s.site, ${km} AS km
    FROM deliveries d CROSS JOIN sites s) GROUP BY delivery_id`,
});
const rowOf = ({ first, second, km }: Pair): Row => [first.delivery_id, second.delivery_id, km];
const turned = ([first = 0, second = 0, km = 0]: Row): Row => [second, first, km];
const planeKm = "111.2 * degrees_between(s.latitude, s.longitude, d.latitude, d.longitude)";

const right: Geography = {
  way: way(`${distance} AS km`).way ?? "",
  nearest: nearest("min_by(site, km) AS nearest, min(km) AS km").nearest ?? "",
  isInside: isInZone,
  zones: (counts) => counts,
  pairs: (near) => near.map(rowOf),
  plan: "InnerJoin[criteria = (field = expr)] CrossJoin Unnest[]",
};

const others: readonly OtherWay<Geography>[] = [
  {
    name: "by ranks, in upper case, with more columns and another radius, by a spatial join",
    solution: {
      way: `SELECT 6371.0 / 6371.01 * ${distance} AS KM, d.site, d.delivery_id AS DELIVERY_ID
        FROM deliveries d, sites s WHERE s.site = d.site`,
      nearest: `SELECT delivery_id, NEAREST, km FROM (SELECT d.delivery_id, s.site AS NEAREST, ${distance} AS km,
        row_number() OVER (PARTITION BY d.delivery_id ORDER BY ${distance}) AS place
        FROM deliveries d CROSS JOIN sites s) WHERE place = 1`,
      zones: (counts) => counts.map(([zone, count]) => [zone, count, "more"]).reverse(),
      plan: "SpatialInnerJoin[filter = (st_distance(st_point, st_point_1) <= double '0.08')]",
    },
  },
];

const clauses: readonly Clause<Geography>[] = [
  {
    task: "8.1",
    clause: "in km",
    plant: "the sites are far from the customers",
    mistake: "ST_Distance of two ST_Point",
    wrong: way("degrees_between(s.latitude, s.longitude, d.latitude, d.longitude) AS km"),
    message: "km of delivery … is another number: it is in degrees. ST_Distance of two ST_Point knows no earth.",
  },
  {
    task: "8.1",
    clause: "kilometres",
    plant: "the size of the numbers",
    mistake: "ST_Distance of two to_spherical_geography",
    wrong: way(`1000 * ${distance} AS km`),
    message: "km of delivery … is another number: it is in metres.",
  },
  {
    task: "8.1",
    clause: "latitude first",
    plant: "no place has latitude and longitude alike",
    mistake: "great_circle_distance(s.longitude, s.latitude, …)",
    wrong: way("great_circle_distance(s.longitude, s.latitude, d.longitude, d.latitude) AS km"),
    message: "km of delivery … is another number: latitude and longitude are exchanged.",
  },
  {
    task: "8.1",
    clause: "on the earth",
    plant: "the sites lie at 47 to 54 degrees of latitude",
    mistake: "degrees times 111.2",
    wrong: way(`${planeKm} AS km`),
    message:
      "km of delivery … is another number: a degree of longitude is shorter than one of latitude, the more so the further from the equator.",
  },
  {
    task: "8.1",
    clause: "from its site",
    plant: "there are several sites",
    mistake: "CROSS JOIN sites",
    wrong: way(`${distance} AS km`, "CROSS JOIN sites s"),
    message: "Each delivery is there with every site: only the way from its own is asked for.",
  },
  {
    task: "8.1",
    clause: "each delivery",
    plant: "some deliveries go further than 100 km",
    mistake: "WHERE km <= 100",
    wrong: way(`${distance} AS km`, `JOIN sites s ON d.site = s.site WHERE ${distance} <= 100`),
    message: "Of the deliveries, … missing (such as …).",
  },
  {
    task: "8.2",
    clause: "the nearest",
    plant: "a delivery comes from any site",
    mistake: "the site that it comes from",
    wrong: nearest("min_by(own, km) AS nearest, min(km) AS km"),
    message: "The nearest site of delivery … is another: it is the one that it comes from.",
  },
  {
    task: "8.2",
    clause: "in km",
    plant: "some sites are nearest in degrees and not in km",
    mistake: "the least ST_Distance of two ST_Point",
    wrong: nearest("min_by(site, km) AS nearest, min(km) AS km", planeKm),
    message:
      "The nearest site of delivery … is another: it is the nearest in degrees, and a degree of longitude is the shorter one here.",
  },
  {
    task: "8.2",
    clause: "the site of that distance",
    plant: "the first site by name is not everybody's nearest",
    mistake: "min(site), min(km)",
    wrong: nearest("min(site) AS nearest, min(km) AS km"),
    message:
      "The nearest site of delivery … is another: it is the first one by name. Which function gives the site of the least km?",
  },
  {
    task: "8.2",
    clause: "the least",
    plant: "there are several sites",
    mistake: "max_by(site, km)",
    wrong: nearest("max_by(site, km) AS nearest, min(km) AS km"),
    message: "The nearest site of delivery … is another: it is the furthest.",
  },
  {
    task: "8.2",
    clause: "how many km away",
    plant: "a delivery comes from any site",
    mistake: "the km from its own site",
    wrong: nearest("min_by(site, km) AS nearest, min(CASE WHEN site = own THEN km END) AS km"),
    message: "km of delivery … is another number: how far is its nearest site?",
  },
  {
    task: "8.3",
    clause: "0 where none does",
    plant: "no delivery goes to the harbour",
    mistake: "JOIN for LEFT JOIN",
    wrong: { zones: (counts) => counts.filter(([, count]) => count > 0) },
    message: "Of the zones, 1 is missing (such as Harbour). A zone without deliveries has 0.",
  },
  {
    task: "8.3",
    clause: "deliveries, not rows",
    plant: "no delivery goes to the harbour",
    mistake: "count(*) after a LEFT JOIN",
    wrong: { zones: (counts) => counts.map(([zone, count]) => [zone, Math.max(1, count)]) },
    message: "deliveries of Harbour is another number: count(*) counts the row of a zone without deliveries, too.",
  },
  {
    task: "8.3",
    clause: "in the zone: longitude first, polygon first",
    plant: "every other zone has deliveries",
    mistake: "ST_Point(d.latitude, d.longitude)",
    wrong: { isInside: () => false },
    message: "deliveries of … is another number: all are 0. Which comes first in ST_Point, and which in ST_Contains?",
  },
  {
    task: "8.3",
    clause: "not in its hole",
    plant: "three deliveries in the hole of each zone",
    mistake: "ST_Polygon of the outer ring",
    wrong: { isInside: (place, { rings: [border = []] }) => isInRing(place, border) },
    message: "deliveries of … is another number: it counts what lies in the hole, too.",
  },
  {
    task: "8.3",
    clause: "not in the corners around it",
    plant: "two deliveries in the corners around each zone",
    mistake: "ST_Envelope of the polygon",
    wrong: { isInside: isInRectangle },
    message: "deliveries of … is another number: it counts what lies in the smallest rectangle around the zone.",
  },
  {
    task: "8.4",
    clause: "across the borders of tiles",
    plant: "some pairs lie on two sides of a border",
    mistake: "bing_tile_at on both sides",
    wrong: { pairs: (near) => near.filter(({ first, second }) => tileOf(first, 11) === tileOf(second, 11)).map(rowOf) },
    message:
      "Of the pairs, … missing (such as …). They lie on two sides of a tile's border: whose neighbours have to be looked at as well?",
  },
  {
    task: "8.4",
    clause: "at most 5 km",
    plant: "some share a tile and are 5 to 9 km apart",
    mistake: "no distance after the join by tile",
    wrong: { pairs: (_near, all) => all.map(rowOf) },
    message: "Of the pairs, … too many (such as …). Who shares a tile is not yet near.",
  },
  {
    task: "8.4",
    clause: "each pair once",
    plant: "every pair",
    mistake: "first_id <> second_id",
    wrong: { pairs: (near) => [...near.map(rowOf), ...near.map((pair) => turned(rowOf(pair)))] },
    message: "A pair is there twice, once from either side: the smaller id comes first.",
  },
  {
    task: "8.4",
    clause: "two deliveries",
    plant: "every delivery",
    mistake: "first_id <= second_id",
    wrong: {
      pairs: (near) => [...near.map(rowOf), ...near.map(({ first }) => [first.delivery_id, first.delivery_id, 0])],
    },
    message: "Delivery … is paired with itself.",
  },
  {
    task: "8.4",
    clause: "once, however many tiles they share",
    plant: "every pair",
    mistake: "bing_tiles_around on both sides",
    wrong: { pairs: (near) => near.flatMap((pair) => [rowOf(pair), rowOf(pair)]) },
    message:
      "Of the pairs, … there more than once (such as …). Two that share more than one tile meet in each: spread the tiles of one side alone.",
  },
  {
    task: "8.4",
    clause: "not each with each",
    plant: "the plan that EXPLAIN shows",
    mistake: "CROSS JOIN, and the distance in the WHERE",
    wrong: { plan: "CrossJoin[] Filter[great_circle_distance(…) <= 5]" },
    message:
      "The plan has a CrossJoin: each delivery is compared with each. What can two that are near have in common?",
  },
];

export const step8: StepClauses<Geography> = {
  step: 8,
  right,
  others,
  clauses,
  tasks: ["8.1", "8.2", "8.3", "8.4"],
  seeds: 20,
  judge,
};

const own = deliveriesOf(shopWorld);
/** The pairs that are wanted, and those of 9 km. */
const pairs = onceFor(({ deliveries }: Deliveries) => [pairsOf(deliveries), pairsOf(deliveries, 9)] as const);
const fresh = onceFor((seed: number): Deliveries => deliveriesOf(freshWorld(seed)));

async function judge(solution: Geography, task: string, seed: number): Promise<Finding> {
  const finding = onFreshData(
    await judgeOn(solution, task, own),
    [await judgeOn(solution, task, fresh(seed))],
    deliveriesOnFreshData,
  );
  const plan = judgePlan(solution.plan);
  return task === "8.4" && finding.state === "right" && plan.state !== "right" ? plan : finding;
}

async function judgeOn(solution: Geography, task: string, deliveries: Deliveries): Promise<Finding> {
  if (task === "8.1") {
    return judgeWay(deliveries, await duckDb.answer(deliveries, solution.way));
  }
  if (task === "8.2") {
    return judgeNearest(deliveries, await duckDb.answer(deliveries, solution.nearest));
  }
  if (task === "8.3") {
    const counts = deliveries.zones.map((zone) => {
      const inside = deliveries.deliveries.filter((place) => solution.isInside(place, zone));
      return [zone.zone, inside.length] as const;
    });
    return judgeZones(deliveries, seenOf(["zone", "deliveries", "more"], solution.zones(counts)));
  }
  return judgePairs(deliveries, seenOf(["first_id", "second_id", "km"], solution.pairs(...pairs(deliveries))));
}

function seenOf(columns: readonly string[], rows: readonly Row[]): Seen {
  return { columns: columns.map((name) => ({ name, type: "" })), rows: rows.map((row) => row.map(String)) };
}

/** DuckDB with the shop's tables, and Athena's functions by the spherical law of cosines. */
const duckDb = new AskedDuckDb<Deliveries>(async (connection, { deliveries, sites }) => {
  await connection.run(`CREATE MACRO great_circle_distance(a, b, c, d) AS 6371.01 * acos(least(1.0,
    sin(radians(a)) * sin(radians(c)) + cos(radians(a)) * cos(radians(c)) * cos(radians(d - b))))`);
  await connection.run("CREATE MACRO degrees_between(a, b, c, d) AS sqrt((a - c) ** 2 + (b - d) ** 2)");
  const table = (name: string, columns: string, rows: readonly Row[]) =>
    makeTable(
      connection,
      name,
      columns,
      rows.map((row) => `(${row.map((cell) => (typeof cell === "string" ? `'${cell}'` : cell)).join(", ")})`),
    );
  const cells = ({ latitude, longitude }: Place): Row => [latitude, longitude];
  await table(
    "sites",
    "site, latitude, longitude",
    sites.map((one) => [one.site, ...cells(one)]),
  );
  await table(
    "deliveries",
    "delivery_id, site, latitude, longitude",
    deliveries.map((one) => [one.delivery_id, one.site, ...cells(one)]),
  );
});
