import { groups } from "../../engine/groups";
import { type Finding, right, wrong } from "../../engine/verdict";
import { judgeFolders, type SeenFolder } from "../partitions/judge-folders";
import { type Cut, dayOf } from "../shop/cuts";
import { hourOf } from "./objects";

/** How many cuts of a site and a day a table sees. */
export type SeenDay = readonly [site: string, day: string, cuts: number];

/** Judges which cuts a rule of sites and days sees. */
export function judgeSites(cuts: readonly Cut[], seen: readonly SeenDay[]): Finding {
  if (seen.length === 0) {
    return wrong("Athena finds no cut: which folder do the template and the day's format make of a day?", {
      expected: `${cuts.length} cuts`,
      seen: "0 cuts",
    });
  }
  const sites = groups(cuts, ({ site }) => site).map(([site]) => site);
  const hidden = sites.filter((site) => !seen.some(([one]) => one === site));
  if (hidden.length > 0) {
    return wrong(`Every cut of ${hidden.join(", ")} is missing: does projection.site.values name it?`, {
      expected: sites.join(", "),
      seen: [...new Set(seen.map(([site]) => site))].sort().join(", "),
    });
  }
  const days = groups(cuts, dayOf).map(([day]) => day);
  const seenDays = [...new Set(seen.map(([, day]) => day))].sort();
  const [first = "", last = ""] = [seenDays[0], seenDays.at(-1)];
  const more = { expected: `${days[0]} to ${days.at(-1)}`, seen: `${first} to ${last}` };
  if (last < (days.at(-1) ?? "")) {
    return wrong(`The cuts after ${last} are missing: where does projection.day.range end?`, more);
  }
  if (first > (days[0] ?? "")) {
    return wrong(`The cuts before ${first} are missing: where does projection.day.range begin?`, more);
  }
  const folders = seen.map(([site, day, count]) => [`${site} ${day}`, count] as const);
  return judgeFolders(cuts, folders, (cut) => `${cut.site} ${dayOf(cut)}`, "sites and days");
}

/** Judges which hours of a mill a rule sees. */
export function judgeHours(cuts: readonly Cut[], mill: string, seen: readonly SeenFolder[]): Finding {
  const own = cuts.filter((cut) => cut.mill === mill);
  if (seen.length === 0) {
    return wrong(`Athena finds no cut of ${mill}: which folder does the template make of it?`, {
      expected: `${own.length} cuts`,
      seen: "0 cuts",
    });
  }
  const hours = groups(own, hourOf).map(([hour]) => hour);
  const missing = hours.filter((hour) => !seen.some(([one]) => one === hour));
  if (missing.length > 0) {
    const isShort =
      missing.every((hour) => hour < "10") && hours.every((hour) => hour >= "10" || missing.includes(hour));
    const why = isShort
      ? "the folders are called 00 to 09. How many digits does the rule write?"
      : "where does projection.hour.range begin and end?";
    return wrong(`Of ${mill}, the hours ${missing.join(", ")} are missing: ${why}`, {
      expected: `${hours.length} hours`,
      seen: `${seen.length} hours`,
    });
  }
  const folders = judgeFolders(own, seen, hourOf, "hours");
  return folders.state === "right" ? right(`Every cut of ${mill}, hour by hour.`) : folders;
}
