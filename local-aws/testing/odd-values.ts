import { pick, type Random } from "./random";

const odd: readonly ((next: Random) => unknown)[] = [
  () => null,
  () => 5,
  () => -1,
  () => 1e308,
  () => 2 ** 60,
  () => 0.5,
  () => true,
  () => "",
  () => " ",
  () => "x".repeat(70_000),
  () => "공장 😀",
  () => "\ud800",
  () => "\u0000\u001f\u2028",
  () => "__proto__",
  () => "constructor",
  () => "../../escaped",
  () => [],
  () => ({}),
  () => [null],
  () => JSON.parse('{"__proto__": "x", "constructor": "x"}'),
  () => JSON.parse(`${"[".repeat(3000)}${"]".repeat(3000)}`),
  () => "(".repeat(2000),
  () => "array<".repeat(3000),
  () => `struct<a:${"array<".repeat(2000)}int${">".repeat(2001)}`,
  () => `Rules = [ ${"(".repeat(4000)} ]`,
  () => `{${"$.a{".repeat(500)}`,
  () => "not ".repeat(500),
  () => `SELECT ${"(".repeat(2000)}1${")".repeat(2000)}`,
  (next) => "\u{1f300}".repeat(next(300)),
];

/** Puts something odd in a place of a value, or takes a member out of it. */
export function mutate(value: unknown, next: Random): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0 || next(6) === 0) {
    return pick(next, odd)(next);
  }
  const name = pick(next, Object.keys(value));
  const changed = mutate((value as Record<string, unknown>)[name], next);
  if (Array.isArray(value)) {
    return value.map((each, index) => (String(index) === name ? changed : each));
  }
  const rest = Object.entries(value).filter(([each]) => each !== name);
  return Object.fromEntries(next(8) === 0 ? rest : [...rest, [name, changed]]);
}
