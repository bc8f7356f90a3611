import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { jobOnFreshData, onFreshData } from "../../engine/context";
import type { Outputs } from "../../engine/lab/lab";
import type { Cell, ParquetRows } from "../../engine/lab/parquet";
import type { Finding } from "../../engine/verdict";
import { keys } from "../layout";
import { freshWorld, type ShopWorld, shopWorld } from "../shop/cuts";
import { deliveriesOf, type Site } from "../shop/deliveries";
import { type Tool, toolsOf } from "../shop/tools";
import { checkPlaced, checkToolCuts, checkTyped, checkUnplaced } from "../transforms/judge-tools";

type Row = Readonly<Record<string, Cell>>;

/** What a student's job writes in step 9. */
export interface Transforms {
  readonly typed: (tools: readonly Tool[]) => readonly Row[];
  readonly typedTypes: Readonly<Record<string, string>>;
  readonly cuts: (tools: readonly Tool[]) => readonly Row[];
  readonly placed: (tools: readonly Tool[], sites: readonly Site[]) => readonly Row[];
  readonly placedTypes: Readonly<Record<string, string>>;
  readonly unplaced: (tools: readonly Tool[], sites: readonly Site[]) => readonly Row[];
}

/** Each third card says its limit with the unit. */
const isText = (index: number): boolean => index % 3 === 1;
const typedRow = ({ tool, site, maker, limit_min }: Tool): Row => ({ tool, site, maker, limit_min });
const typedTypes = { tool: "VARCHAR", site: "VARCHAR", maker: "VARCHAR", limit_min: "INTEGER" };
const cutTypes = { tool: "VARCHAR", cut_id: "INTEGER", wear_min: "INTEGER" };
const placedTypes = { tool: "VARCHAR", site: "VARCHAR", latitude: "DOUBLE", longitude: "DOUBLE" };
const cutRows = ({ tool, cuts }: Tool): Row[] => cuts.map((cut) => ({ tool, ...cut }));
const siteOf = (sites: readonly Site[], { site }: Tool): Site | undefined => sites.find((one) => one.site === site);
const placedRow = (sites: readonly Site[], one: Tool): Row => ({
  tool: one.tool,
  site: one.site,
  latitude: siteOf(sites, one)?.latitude ?? null,
  longitude: siteOf(sites, one)?.longitude ?? null,
});
const placedRows = (tools: readonly Tool[], sites: readonly Site[]): Row[] =>
  tools.filter((one) => siteOf(sites, one) !== undefined).map((one) => placedRow(sites, one));
const unplacedRows = (tools: readonly Tool[], sites: readonly Site[]): Row[] =>
  tools.filter((one) => siteOf(sites, one) === undefined).map(({ tool, site }) => ({ tool, site }));

const right: Transforms = {
  typed: (tools) => tools.map(typedRow),
  typedTypes,
  cuts: (tools) => tools.flatMap(cutRows),
  placed: placedRows,
  placedTypes,
  unplaced: unplacedRows,
};

const others: readonly OtherWay<Transforms>[] = [
  {
    name: "in another order, with more columns, other types of numbers",
    solution: {
      typed: (tools) => tools.map((one) => ({ ...typedRow(one), limit_min: `${one.limit_min}.0` })).reverse(),
      typedTypes: { ...typedTypes, limit_min: "DOUBLE", more: "VARCHAR" },
      cuts: (tools) => tools.flatMap(cutRows).map((row) => ({ ...row, index: 0 })),
      placed: (tools, sites) => placedRows(tools, sites).reverse(),
      unplaced: (tools, sites) => unplacedRows(tools, sites).reverse(),
    },
  },
];

const clauses: readonly Clause<Transforms>[] = [
  {
    task: "9.1",
    clause: "200 min counts as 200",
    plant: "each third card has the unit",
    mistake: "ResolveChoice with cast:int or project:int",
    wrong: {
      typed: (tools) => tools.map((one, i) => ({ ...typedRow(one), limit_min: isText(i) ? null : one.limit_min })),
    },
    message: "limit_min of … is NULL: its card says it with a unit, and cast and project keep only what is a number.",
  },
  {
    task: "9.1",
    clause: "every tool",
    plant: "each third card has the unit",
    mistake: "a Map with int() of every limit: its errors are written nowhere",
    wrong: { typed: (tools) => tools.filter((_, index) => !isText(index)).map(typedRow) },
    message:
      "Of the tools, 20 are missing (such as …). A record for which the function of a Map or Filter fails is an error record, and written nowhere.",
  },
  {
    task: "9.1",
    clause: "a number",
    plant: "the type in the Parquet file",
    mistake: "ResolveChoice with make_struct, or cast:string",
    wrong: { typedTypes: { ...typedTypes, limit_min: "VARCHAR" } },
    message: "limit_min is not written as a number.",
  },
  {
    task: "9.1",
    clause: "one column limit_min",
    plant: "the columns",
    mistake: "make_cols, and no Map",
    wrong: { typedTypes: { tool: "VARCHAR", site: "VARCHAR", maker: "VARCHAR", limit_min_int: "INTEGER" } },
    message: "The column limit_min is missing.",
  },
  {
    task: "9.1",
    clause: "without note",
    plant: "the columns",
    mistake: "DropFields forgotten",
    wrong: { typedTypes: { ...typedTypes, note: "VARCHAR" } },
    message: "The field note is still there.",
  },
  {
    task: "9.1",
    clause: "without remark",
    plant: "the columns",
    mistake: "remark cast to a text instead of DropNullFields",
    wrong: { typedTypes: { ...typedTypes, remark: "VARCHAR" } },
    message: "The field remark is still there.",
  },
  {
    task: "9.2",
    clause: "each cut",
    plant: "tools with more than one cut",
    mistake: "the first element of the list",
    wrong: { cuts: (tools) => tools.flatMap((one) => cutRows(one).slice(0, 1)) },
    message: "Of the cuts, … missing (such as …). Only one cut of each tool is there.",
  },
  {
    task: "9.2",
    clause: "a row is a cut",
    plant: "tools that were not measured",
    mistake: "a left join of root with root_cuts, or explode_outer",
    wrong: {
      cuts: (tools) =>
        tools.flatMap((one) =>
          one.cuts.length > 0 ? cutRows(one) : [{ tool: one.tool, cut_id: null, wear_min: null }],
        ),
    },
    message: "A tool that was not measured has a row without a cut: a row is a cut.",
  },
  {
    task: "9.2",
    clause: "of its tool",
    plant: "each cut has one tool",
    mistake: "the join by another number than id",
    wrong: { cuts: (tools) => tools.flatMap(cutRows).map((row) => ({ ...row, tool: tools[0]?.tool ?? "" })) },
    message: "Cut … has another tool: the number that root has in the list's place is the id of its rows.",
  },
  {
    task: "9.2",
    clause: "by the number of its list",
    plant: "lists of more than one cut",
    mistake: "root's cuts joined with index",
    wrong: {
      cuts: (tools) =>
        tools.flatMap((one) =>
          cutRows(one)
            .slice(1)
            .map((row, index) => ({ ...row, tool: tools[index]?.tool ?? "" })),
        ),
    },
    message:
      "Of the cuts, … missing (such as …). The first of each list: index counts within a list, id says which list it is.",
  },
  {
    task: "9.2",
    clause: "once",
    plant: "each cut has one tool",
    mistake: "a join that compares nothing",
    wrong: {
      cuts: (tools) => tools.slice(0, 2).flatMap(({ tool }) => tools.flatMap(cutRows).map((row) => ({ ...row, tool }))),
    },
    message: "Of the cuts, … there more than once (such as …).",
  },
  {
    task: "9.2",
    clause: "wear_min",
    plant: "wear differs from the place in the list",
    mistake: "index as wear_min",
    wrong: {
      cuts: (tools) => tools.flatMap((one) => cutRows(one).map((row, index) => ({ ...row, wear_min: -1 - index }))),
    },
    message: "wear_min of cut … is another number.",
  },
  {
    task: "9.3",
    clause: "the tools with their site's place",
    plant: "the spare tools have no site",
    mistake: "a left join",
    wrong: { placed: (tools, sites) => tools.map((one) => placedRow(sites, one)) },
    message: "A tool without a site is among those that have one: its latitude is NULL.",
  },
  {
    task: "9.3",
    clause: "latitude and longitude, numbers",
    plant: "the type in the Parquet file",
    mistake: "as the CSV file has them",
    wrong: { placedTypes: { ...placedTypes, latitude: "VARCHAR", longitude: "VARCHAR" } },
    message: "latitude is not written as a number.",
  },
  {
    task: "9.3",
    clause: "their site's place",
    plant: "the sites lie apart",
    mistake: "latitude and longitude exchanged",
    wrong: {
      placed: (tools, sites) =>
        placedRows(tools, sites).map((row) => ({
          ...row,
          latitude: row.longitude ?? null,
          longitude: row.latitude ?? null,
        })),
    },
    message: "The place of … is another.",
  },
  {
    task: "9.3",
    clause: "every tool at a site",
    plant: "every site has tools",
    mistake: "the names of sites in a filter",
    wrong: { placed: (tools, sites) => placedRows(tools, sites).filter((row) => row.site !== sites[0]?.site) },
    message: "Of the tools, … missing (such as …).",
  },
  {
    task: "9.4",
    clause: "those without a site",
    plant: "four spare tools",
    mistake: "an inner join, and a filter for NULL after it",
    wrong: { unplaced: () => [] },
    message: "Of the tools, 4 are missing (such as …). An inner join has only who has a partner.",
  },
  {
    task: "9.4",
    clause: "only those",
    plant: "the other tools have a site",
    mistake: "a left join without a filter",
    wrong: { unplaced: (tools) => tools.map(({ tool, site }) => ({ tool, site })) },
    message: "All tools are there: only those whose site is in no list are asked for.",
  },
  {
    task: "9.4",
    clause: "its site",
    plant: "the site on the card is not empty",
    mistake: "the site of the right side of a left join",
    wrong: { unplaced: (tools, sites) => unplacedRows(tools, sites).map((row) => ({ ...row, site: null })) },
    message: "The site of … is another than on its card.",
  },
  {
    task: "9.4",
    clause: "any shop",
    plant: "another shop has other sites",
    mistake: "the names of the four sites in a filter",
    wrong: {
      unplaced: (tools) =>
        tools.filter(({ site }) => !shopWorld.sites.includes(site)).map(({ tool, site }) => ({ tool, site })),
    },
    message: `${jobOnFreshData} All tools are there: only those whose site is in no list are asked for.`,
  },
];

export const step9: StepClauses<Transforms> = {
  step: 9,
  right,
  others,
  clauses,
  tasks: ["9.1", "9.2", "9.3", "9.4"],
  seeds: 20,
  judge: async (solution, task, seed) =>
    onFreshData(
      await judgeOn(solution, task, shopWorld),
      [await judgeOn(solution, task, freshWorld(seed))],
      jobOnFreshData,
    ),
};

function judgeOn(solution: Transforms, task: string, world: ShopWorld): Promise<Finding> {
  const [tools, { sites }] = [toolsOf(world), deliveriesOf(world)];
  const written: Readonly<Record<string, () => ParquetRows>> = {
    [keys.tools]: () => ({ rows: solution.typed(tools), types: solution.typedTypes }),
    [keys.toolCuts]: () => ({ rows: solution.cuts(tools), types: cutTypes }),
    [keys.placed]: () => ({ rows: solution.placed(tools, sites), types: solution.placedTypes }),
    [keys.unplaced]: () => ({ rows: solution.unplaced(tools, sites), types: { tool: "VARCHAR", site: "VARCHAR" } }),
  };
  const lab: Outputs = { objects: async () => [], parquet: async (prefix) => written[prefix]?.() };
  const check =
    { "9.1": checkTyped, "9.2": checkToolCuts, "9.3": checkPlaced, "9.4": checkUnplaced }[task] ?? checkTyped;
  return check(lab, { root: "", tools, sites });
}
