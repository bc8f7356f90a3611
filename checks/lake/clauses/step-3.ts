import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onFreshData } from "../../engine/context";
import { groups } from "../../engine/groups";
import type { Finding } from "../../engine/verdict";
import { millTypes, rulesOnFreshData, siteTypes } from "../03-projection";
import { hiding, judgeHidden } from "../projection/judge-hidden";
import { judgeRule } from "../projection/judge-rule";
import { judgeHours, judgeSites } from "../projection/judge-seen";
import { hourOf, laterCuts, siteKey } from "../projection/objects";
import { type Cut, cutsOf, dayOf, freshCuts, shopWorld } from "../shop/cuts";

/** What a student makes in step 3: a rule, by its properties and by what it sees. */
export interface Rules {
  readonly isEnabled: boolean;
  /** In the catalog. */
  readonly partitions: number;
  /** The types of projection that are not the right ones. */
  readonly types: Readonly<Record<string, string>>;
  readonly keys: readonly string[] | undefined;
  /** Does the rule make this cut's folder? */
  readonly sees: (cut: Cut) => boolean;
  /** The report, of all keys and those hidden. */
  readonly report: (all: readonly string[], hidden: readonly string[]) => string;
}

const right: Rules = {
  isEnabled: true,
  partitions: 0,
  types: {},
  keys: undefined,
  sees: () => true,
  report: (_all, hidden) => JSON.stringify(hidden),
};

const others: readonly OtherWay<Rules>[] = [
  {
    name: "the keys in another order",
    solution: { report: (_all, hidden) => JSON.stringify([...hidden].reverse(), null, 2) },
  },
];

const clauses: readonly Clause<Rules>[] = [
  {
    task: "3.1",
    clause: "by site and day",
    plant: "the partition keys in the catalog",
    mistake: "year, month and day as keys",
    wrong: { keys: ["site", "year", "month", "day"] },
    message: "The table has other partition keys.",
  },
  {
    task: "3.1",
    clause: "projection",
    plant: "the properties in the catalog",
    mistake: "projection.enabled forgotten",
    wrong: { isEnabled: false },
    message: "projection.enabled is not true: Athena asks the catalog, which knows no partition of this table.",
  },
  {
    task: "3.1",
    clause: "by projection, not by the catalog",
    plant: "the partitions in the catalog",
    mistake: "ALTER TABLE ADD PARTITION for each folder",
    wrong: { isEnabled: false, partitions: 112 },
    message: "Its partitions were entered into the catalog: tomorrow's folder is not among them.",
  },
  {
    task: "3.1",
    clause: "without a partition in the catalog",
    plant: "the partitions in the catalog",
    mistake: "both",
    wrong: { partitions: 112 },
    message: "The catalog has partitions of the table: Athena does not look at them where a rule is.",
  },
  {
    task: "3.1",
    clause: "days go on",
    plant: "the properties in the catalog",
    mistake: "a list of the 28 days",
    wrong: { types: { day: "enum" } },
    message: "day is projected as enum: a list of days has to be written anew each day.",
  },
  {
    task: "3.1",
    clause: "without naming the site",
    plant: "the properties in the catalog",
    mistake: "injected sites",
    wrong: { types: { site: "injected" } },
    message: "site is projected as injected: every query would have to name it.",
  },
  {
    task: "3.1",
    clause: "every cut below sites/",
    plant: "the folders have no names in their keys",
    mistake: "no storage.location.template, or yyyy-MM-dd",
    wrong: { sees: () => false },
    message: "Athena finds no cut: which folder do the template and the day's format make of a day?",
  },
  {
    task: "3.1",
    clause: "all sites",
    plant: "four sites",
    mistake: "Delft forgotten",
    wrong: { sees: ({ site }) => site !== "Delft" },
    message: "Every cut of Delft is missing: does projection.site.values name it?",
  },
  {
    task: "3.1",
    clause: "all days",
    plant: "28 days",
    mistake: "the range begins a week late",
    wrong: { sees: (cut) => dayOf(cut) >= "2025-03-10" },
    message: "The cuts before 2025-03-10 are missing: where does projection.day.range begin?",
  },
  {
    task: "3.1",
    clause: "until the last day of the file",
    plant: "28 days",
    mistake: "the range ends a day early",
    wrong: { sees: (cut) => dayOf(cut) <= "2025-03-29" },
    message: "The cuts after 2025-03-29 are missing: where does projection.day.range end?",
  },
  {
    task: "3.1",
    clause: "until the end of 2025",
    plant: "fresh data end on the last days of the year",
    mistake: "the range ends with the shop's data",
    wrong: { sees: (cut) => dayOf(cut) <= "2025-03-30" },
    message: `${rulesOnFreshData.sites} Athena finds no cut: which folder do the template and the day's format make of a day?`,
  },
  {
    task: "3.1",
    clause: "until its very end",
    plant: "fresh data end on the last days of the year",
    mistake: "2025/12/24",
    wrong: { sees: (cut) => dayOf(cut) <= "2025-12-24" },
    message: `${rulesOnFreshData.sites} The cuts after 2025-12-24 are missing: where does projection.day.range end?`,
  },
  {
    task: "3.2",
    clause: "by mill and hour",
    plant: "the partition keys in the catalog",
    mistake: "mill alone",
    wrong: { keys: ["mill"] },
    message: "The table has other partition keys.",
  },
  {
    task: "3.2",
    clause: "whose value each query names",
    plant: "the properties in the catalog",
    mistake: "the twelve mills as enum",
    wrong: { types: { mill: "enum" } },
    message: "mill is projected as enum: a list ends where the next mill begins.",
  },
  {
    task: "3.2",
    clause: "in two digits",
    plant: "folders 00 to 09",
    mistake: "projection.hour.digits forgotten",
    wrong: { sees: (cut) => hourOf(cut) >= "10" },
    message:
      "Of Aalen-1, the hours … are missing: the folders are called 00 to 09. How many digits does the rule write?",
  },
  {
    task: "3.2",
    clause: "every hour, also the first",
    plant: "cuts are made at all hours",
    mistake: "a range of 1,24",
    wrong: { sees: (cut) => hourOf(cut) >= "01" },
    message: "Of Aalen-1, the hours 00 are missing: where does projection.hour.range begin and end?",
  },
  {
    task: "3.2",
    clause: "every hour, also the last",
    plant: "cuts are made at all hours",
    mistake: "a range of 0,12",
    wrong: { sees: (cut) => hourOf(cut) <= "12" },
    message: "Of Aalen-1, the hours 13, … are missing: where does projection.hour.range begin and end?",
  },
  {
    task: "3.2",
    clause: "every cut below mills/",
    plant: "the folders have no names in their keys",
    mistake: "no storage.location.template",
    wrong: { sees: () => false },
    message: "Athena finds no cut of Aalen-1: which folder does the template make of it?",
  },
  {
    task: "3.2",
    clause: "a mill that is new",
    plant: "another shop has other mills",
    mistake: "a mill's name in the template",
    wrong: { sees: ({ mill }) => /^(Aalen|Brno|Cluj|Delft)/.test(mill) },
    message: `${rulesOnFreshData.mills} Athena finds no cut of …: which folder does the template make of it?`,
  },
  {
    task: "3.3",
    clause: "a JSON array",
    plant: "the file",
    mistake: "a line a key",
    wrong: { report: (_all, hidden) => hidden.join("\n") },
    message: "report/hidden.json is no JSON array of keys.",
  },
  {
    task: "3.3",
    clause: "keys",
    plant: "the keys in the file",
    mistake: "$path as it is",
    wrong: { report: (_all, hidden) => JSON.stringify(hidden.map((key) => `s3://bucket/${key}`)) },
    message: "These are whole addresses: a key begins after the bucket's name.",
  },
  {
    task: "3.3",
    clause: "what it does not see",
    plant: "the table sees most",
    mistake: "the keys that it sees",
    wrong: { report: (all, hidden) => JSON.stringify(all.filter((key) => !hidden.includes(key))) },
    message: "These are the keys that the table sees: the others are asked for.",
  },
  {
    task: "3.3",
    clause: "only what is hidden",
    plant: "the table sees most",
    mistake: "every key",
    wrong: { report: (all) => JSON.stringify(all) },
    message: "These are all keys: those that the table sees are among them.",
  },
  {
    task: "3.3",
    clause: "found in S3",
    plant: "the table knows nothing of what it hides",
    mistake: "the table is asked",
    wrong: { report: () => "[]" },
    message: "The report is empty: was the table asked what it does not see? Ask S3 what there is.",
  },
  {
    task: "3.3",
    clause: "each object",
    plant: "a list and a range hide",
    mistake: "the site that is missing in the list",
    wrong: { report: (_all, hidden) => JSON.stringify(hidden.filter((key) => key.includes(`/${hiding.site}/`))) },
    message: "That is the site that the list leaves out. What else does the rule hide, of the other sites?",
  },
];

export const step3: StepClauses<Rules> = {
  step: 3,
  right,
  others,
  clauses,
  tasks: ["3.1", "3.2", "3.3"],
  seeds: 20,
  judge,
};

const own = cutsOf(shopWorld);

async function judge(solution: Rules, task: string, seed: number): Promise<Finding> {
  if (task === "3.3") {
    const all = [...new Set(own.map(siteKey))];
    const isHidden = (cut: Cut): boolean => cut.site === hiding.site || dayOf(cut) > hiding.lastDay;
    return judgeHidden(own, solution.report(all, [...new Set(own.filter(isHidden).map(siteKey))]));
  }
  const types = task === "3.1" ? siteTypes : millTypes;
  const rule = judgeRule({ table: tableOf(solution, types), partitions: solution.partitions }, types);
  if (rule.state !== "right") {
    return rule;
  }
  if (task === "3.1") {
    const later = laterCuts(seed);
    return onFreshData(sites(own, solution), [sites(later, solution)], rulesOnFreshData.sites);
  }
  const fresh = freshCuts(seed);
  const mill = fresh.map((cut) => cut.mill).sort()[0] ?? "";
  return onFreshData(hours(own, "Aalen-1", solution), [hours(fresh, mill, solution)], rulesOnFreshData.mills);
}

function tableOf({ isEnabled, types, keys }: Rules, wanted: Readonly<Record<string, string>>) {
  const projected = Object.entries({ ...wanted, ...types }).map(([name, type]) => [`projection.${name}.type`, type]);
  return {
    PartitionKeys: (keys ?? Object.keys(wanted)).map((Name) => ({ Name })),
    Parameters: { ...(isEnabled ? { "projection.enabled": "TRUE" } : {}), ...Object.fromEntries(projected) },
  };
}

function sites(cuts: readonly Cut[], { sees }: Rules): Finding {
  const seen = groups(cuts.filter(sees), (cut) => `${cut.site} ${dayOf(cut)}`);
  return judgeSites(
    cuts,
    seen.map(([folder, some]) => [folder.slice(0, -11), folder.slice(-10), some.length] as const),
  );
}

function hours(cuts: readonly Cut[], mill: string, { sees }: Rules): Finding {
  const seen = groups(
    cuts.filter((cut) => cut.mill === mill && sees(cut)),
    hourOf,
  );
  return judgeHours(
    cuts,
    mill,
    seen.map(([hour, some]) => [hour, some.length] as const),
  );
}
