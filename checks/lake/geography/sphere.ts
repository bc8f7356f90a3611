/** A place on the earth, in degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** The radius in km with which Athena's `great_circle_distance` takes the earth for a ball. */
const earthRadius = 6_371.01;
/** How many km a degree of latitude is. */
export const kmPerDegree = (Math.PI * earthRadius) / 180;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The great-circle distance in km, by the haversine formula. */
export function kmBetween(one: Place, other: Place): number {
  const [first, second] = [radians(one.latitude), radians(other.latitude)];
  const half =
    Math.sin((second - first) / 2) ** 2 +
    Math.cos(first) * Math.cos(second) * Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.sqrt(half));
}

/** The distance that a plane of degrees has: what `ST_Distance` of two points says. */
export function degreesBetween(one: Place, other: Place): number {
  return Math.hypot(one.latitude - other.latitude, one.longitude - other.longitude);
}

/**
 * The place at a distance from another, as the plane of degrees has it.
 *
 * @param km Up to some hundred.
 * @param bearing In degrees, from north by east.
 */
export function placeAt({ latitude, longitude }: Place, km: number, bearing: number): Place {
  const digits = (value: number): number => Math.round(value * 1e5) / 1e5;
  const north = (km * Math.cos(radians(bearing))) / kmPerDegree;
  const east = (km * Math.sin(radians(bearing))) / (kmPerDegree * Math.cos(radians(latitude)));
  return { latitude: digits(latitude + north), longitude: digits(longitude + east) };
}

/** Whether a place lies inside a ring of corners, by the parity of the borders to its east. */
export function isInRing({ latitude, longitude }: Place, ring: readonly Place[]): boolean {
  return ring.reduce((isInside, one, index) => {
    const other = ring.at(index - 1) ?? one;
    const isBetween = one.latitude > latitude !== other.latitude > latitude;
    const share = (latitude - one.latitude) / (other.latitude - one.latitude);
    const border = one.longitude + share * (other.longitude - one.longitude);
    return isBetween && longitude < border ? !isInside : isInside;
  }, false);
}

/** The Bing tile of a place at a zoom, by Microsoft's formulae: https://learn.microsoft.com/en-us/bingmaps/articles/bing-maps-tile-system */
export function tileOf({ latitude, longitude }: Place, zoom: number): string {
  const sine = Math.sin(radians(latitude));
  const x = (longitude + 180) / 360;
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [x, y].map((share) => Math.floor(share * 2 ** zoom)).join(",");
}
