import { mixedRandom } from "../../../datasets/shared/seeded-random";
import { isInRing, type Place, placeAt } from "../geography/sphere";
import type { ShopWorld } from "./cuts";

export interface Site extends Place {
  readonly site: string;
}

/** A delivery from a site to a customer; the place is the customer's. */
export interface Delivery extends Place {
  readonly delivery_id: number;
  readonly site: string;
}

/** Around a site, with a hole in its middle. */
export interface Zone {
  readonly zone: string;
  /** The corners of the border, and of the hole. */
  readonly rings: readonly (readonly Place[])[];
}

export interface Deliveries {
  readonly sites: readonly Site[];
  readonly deliveries: readonly Delivery[];
  readonly zones: readonly Zone[];
}

/** Where the towns lie that shops have sites in. */
const towns: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  Aalen: [48.8378, 10.0933],
  Brno: [49.1951, 16.6068],
  Cluj: [46.7712, 23.6236],
  Delft: [52.0116, 4.3571],
  Ede: [52.0402, 5.6649],
  Fulda: [50.5558, 9.6808],
  Gent: [51.0543, 3.7174],
  Hof: [50.3135, 11.9128],
  Imst: [47.2404, 10.7396],
  Jena: [50.9271, 11.5892],
  Kiel: [54.3233, 10.1228],
};
/** In the sea, where nobody lives. */
const harbour: Place = { latitude: 44, longitude: -8 };
const scattered = 240;
/** Half of the scattered customers have a neighbour this far away at least and at most, in km. */
const neighbour = [0.5, 9] as const;
const zoneKm = 40;
const holeKm = 10;

/** The deliveries of a shop: scattered over the land between its sites, and some in and around the zones; by the world's seed. */
export function deliveriesOf({ seed, sites: names, firstId }: ShopWorld): Deliveries {
  const random = mixedRandom(seed);
  const between = (low: number, high: number): number => low + random() * (high - low);
  const sites = names.map((site) => {
    const [latitude = 0, longitude = 0] = towns[site] ?? [];
    return { site, latitude, longitude };
  });
  const spread = (name: "latitude" | "longitude"): number =>
    between(Math.min(...sites.map((site) => site[name])) - 1, Math.max(...sites.map((site) => site[name])) + 1);
  const places: Place[] = [];
  for (let number = 0; number < scattered; number++) {
    const place = placeAt({ latitude: spread("latitude"), longitude: spread("longitude") }, 0, 0);
    places.push(place);
    if (number % 2 === 0) {
      places.push(placeAt(place, between(...neighbour), between(0, 360)));
    }
  }
  for (const [index, site] of sites.entries()) {
    const around = (count: number, low: number, high: number, bearing: () => number): void => {
      places.push(...Array.from({ length: count }, () => placeAt(site, between(low, high), bearing())));
    };
    around(4 + index, 15, 34, () => between(0, 360));
    around(3, 1, 7, () => between(0, 360));
    // inside the smallest rectangle around the zone, outside the zone
    around(2, 43, 47, () => 45 + 90 * Math.floor(random() * 4));
  }
  const deliveries = places.map((place, index) => ({
    delivery_id: firstId + index,
    site: names[Math.floor(random() * names.length)] ?? "",
    ...place,
  }));
  const zones = [...sites.map((site) => zoneAt(site.site, site)), zoneAt("Harbour", harbour)];
  return { sites, deliveries, zones };
}

function zoneAt(zone: string, centre: Place): Zone {
  const ring = (km: number): Place[] =>
    Array.from({ length: 8 }, (_, corner) => placeAt(centre, km, 22.5 + 45 * corner));
  return { zone, rings: [ring(zoneKm), ring(holeKm)] };
}

/** Whether a place lies in a zone: inside its border, not in its hole. */
export function isInZone(place: Place, { rings: [border = [], ...holes] }: Zone): boolean {
  return isInRing(place, border) && !holes.some((hole) => isInRing(place, hole));
}

/** A zone's polygon as text, longitude first. */
export function wktOf({ rings }: Zone): string {
  const text = rings.map((ring) => {
    const corners = [...ring, ...ring.slice(0, 1)].map(({ longitude, latitude }) => `${longitude} ${latitude}`);
    return `(${corners.join(", ")})`;
  });
  return `POLYGON (${text.join(", ")})`;
}

/** The files of the exercise by their names: a header, `;` between cells. */
export function deliveryFiles({
  sites,
  deliveries,
  zones,
}: Deliveries): Readonly<Record<"deliveries" | "sites" | "zones", string>> {
  const csv = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
    [columns, ...rows].map((cells) => `${cells.join(";")}\n`).join("");
  return {
    deliveries: csv(
      ["delivery_id", "site", "latitude", "longitude"],
      deliveries.map((one) => [one.delivery_id, one.site, one.latitude, one.longitude]),
    ),
    sites: csv(
      ["site", "latitude", "longitude"],
      sites.map(({ site, latitude, longitude }) => [site, latitude, longitude]),
    ),
    zones: csv(
      ["zone", "area"],
      zones.map((zone) => [zone.zone, wktOf(zone)]),
    ),
  };
}
