import { close, compareKeys, missingColumns, notNumeric, wrongKeys } from "../../engine/compare";
import type { Outputs } from "../../engine/lab/lab";
import type { ParquetRows, Row } from "../../engine/lab/parquet";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import type { Site } from "../shop/deliveries";
import type { Tool } from "../shop/tools";

/** Below which root a job wrote, and of what. */
export interface Written {
  readonly root: string;
  readonly tools: readonly Tool[];
  readonly sites: readonly Site[];
}

async function found(lab: Outputs, key: string): Promise<ParquetRows | Finding> {
  return (
    (await lab.parquet(key)) ??
    open(`Nothing lies under ${key.replace(/^check\/.*?(?=processed)/, "")} yet: run the job.`)
  );
}

function isFinding(value: ParquetRows | Finding): value is Finding {
  return "state" in value;
}

/** Says which tools are missing, too many or there twice. */
function wrongTools(tools: readonly Tool[], rows: readonly Row[]): WrongFinding | undefined {
  const wanted = tools.map(({ tool }) => tool);
  const seen = rows.map(({ tool }) => String(tool ?? "NULL"));
  return wrongKeys("tools", compareKeys(wanted, seen), wanted.length, seen.length);
}

/** Task 9.1: each tool with its limit as a number, without note and remark. */
export async function checkTyped(lab: Outputs, { root, tools }: Written): Promise<Finding> {
  const output = await found(lab, root + keys.tools);
  if (isFinding(output)) {
    return output;
  }
  const bad =
    missingColumns(output.types, ["tool", "site", "maker", "limit_min"]) ?? notNumeric(output.types, ["limit_min"]);
  if (bad !== undefined) {
    return bad;
  }
  const left = ["note", "remark"].find((name) => name in output.types);
  if (left !== undefined) {
    return wrong(`The field ${left} is still there.`, {
      praise: "limit_min is a number.",
      expected: "tool, site, maker, limit_min, cuts",
      seen: Object.keys(output.types).join(", "),
    });
  }
  const differing = wrongTools(tools, output.rows);
  if (differing !== undefined) {
    return {
      ...differing,
      message: `${differing.message} A record for which the function of a Map or Filter fails is an error record, and written nowhere.`,
    };
  }
  const limits = new Map(output.rows.map((row) => [String(row.tool), row.limit_min]));
  const other = tools.find(({ tool, limit_min: limit }) => !close(limits.get(tool) ?? null, limit, 0));
  return other === undefined
    ? right(`${tools.length} tools, each limit a number.`)
    : wrong(
        limits.get(other.tool) === null
          ? `limit_min of ${other.tool} is NULL: its card says it with a unit, and cast and project keep only what is a number.`
          : `limit_min of ${other.tool} is another number.`,
        {
          praise: "Every tool is there once.",
          expected: String(other.limit_min),
          seen: String(limits.get(other.tool) ?? "NULL"),
        },
      );
}

/** Task 9.2: a row for each cut of each tool. */
export async function checkToolCuts(lab: Outputs, { root, tools }: Written): Promise<Finding> {
  const output = await found(lab, root + keys.toolCuts);
  if (isFinding(output)) {
    return output;
  }
  const bad = missingColumns(output.types, ["tool", "cut_id", "wear_min"]);
  if (bad !== undefined) {
    return bad;
  }
  const wanted = tools.flatMap(({ tool, cuts }) => cuts.map((cut) => ({ tool, ...cut })));
  if (output.rows.some((row) => row.cut_id === null)) {
    return wrong("A tool that was not measured has a row without a cut: a row is a cut.", {
      expected: `${wanted.length} rows`,
      seen: `${output.rows.length}`,
    });
  }
  const ids = output.rows.map((row) => String(row.cut_id));
  const differences = compareKeys(
    wanted.map(({ cut_id: id }) => String(id)),
    ids,
  );
  const differing = wrongKeys("cuts", differences, wanted.length, ids.length);
  if (differing !== undefined) {
    const firsts = tools.flatMap(({ cuts }) => cuts.slice(0, 1)).map(({ cut_id: id }) => String(id));
    const isOne = output.rows.length === firsts.length;
    const areWithoutFirst = [...firsts].sort().join() === differences.missing.join();
    const why = isOne
      ? " Only one cut of each tool is there."
      : areWithoutFirst
        ? " The first of each list: index counts within a list, id says which list it is."
        : "";
    return { ...differing, message: differing.message + why };
  }
  const seen = new Map(output.rows.map((row) => [String(row.cut_id), row]));
  const other = wanted.find(({ cut_id: id, tool }) => String(seen.get(String(id))?.tool ?? "NULL") !== tool);
  if (other !== undefined) {
    return wrong(
      `Cut ${other.cut_id} has another tool: the number that root has in the list's place is the id of its rows.`,
      {
        praise: "Every cut is there once.",
        expected: other.tool,
        seen: String(seen.get(String(other.cut_id))?.tool ?? "NULL"),
      },
    );
  }
  const far = wanted.find(({ cut_id: id, wear_min: wear }) => !close(seen.get(String(id))?.wear_min ?? null, wear, 0));
  return far === undefined
    ? right(`${wanted.length} cuts, each with its tool.`)
    : wrong(`wear_min of cut ${far.cut_id} is another number.`, {
        praise: "Every cut has its tool.",
        expected: String(far.wear_min),
        seen: String(seen.get(String(far.cut_id))?.wear_min ?? "NULL"),
      });
}

/** Task 9.3: the tools that are at a site, with its place. */
export async function checkPlaced(lab: Outputs, { root, tools, sites }: Written): Promise<Finding> {
  const output = await found(lab, root + keys.placed);
  if (isFinding(output)) {
    return output;
  }
  const places = new Map(sites.map((site) => [site.site, site]));
  const names = ["latitude", "longitude"] as const;
  const bad = missingColumns(output.types, ["tool", ...names]) ?? notNumeric(output.types, names);
  if (bad !== undefined) {
    return bad;
  }
  const placed = tools.filter(({ site }) => places.has(site));
  if (output.rows.some(({ latitude }) => latitude === null)) {
    return wrong("A tool without a site is among those that have one: its latitude is NULL.", {
      expected: `${placed.length} tools`,
      seen: `${output.rows.length}`,
    });
  }
  const differing = wrongTools(placed, output.rows);
  if (differing !== undefined) {
    return differing;
  }
  const seen = new Map(output.rows.map((row) => [String(row.tool), row]));
  const far = placed.find(({ tool, site }) =>
    names.some((name) => !close(seen.get(tool)?.[name] ?? null, places.get(site)?.[name] ?? 0, 1e-9)),
  );
  return far === undefined
    ? right(`${placed.length} tools, each with its site's place.`)
    : wrong(`The place of ${far.tool} is another.`, {
        praise: "Every tool at a site is there once.",
        expected: names.map((name) => places.get(far.site)?.[name]).join(", "),
        seen: names.map((name) => seen.get(far.tool)?.[name]).join(", "),
      });
}

/** Task 9.4: the tools without a site. */
export async function checkUnplaced(lab: Outputs, { root, tools, sites }: Written): Promise<Finding> {
  const output = await found(lab, root + keys.unplaced);
  if (isFinding(output)) {
    return output;
  }
  const without = tools.filter(({ site }) => !sites.some((one) => one.site === site));
  const bad = missingColumns(output.types, ["tool", "site"]);
  if (bad !== undefined) {
    return bad;
  }
  if (output.rows.length === tools.length) {
    return wrong("All tools are there: only those whose site is in no list are asked for.", {
      expected: `${without.length} tools`,
      seen: `${output.rows.length}`,
    });
  }
  const differing = wrongTools(without, output.rows);
  if (differing !== undefined) {
    return output.rows.length === 0
      ? { ...differing, message: `${differing.message} An inner join has only who has a partner.` }
      : differing;
  }
  const other = without.find(({ tool, site }) => !output.rows.some((row) => row.tool === tool && row.site === site));
  return other === undefined
    ? right(`${without.length} tools without a site: none is lost.`)
    : wrong(`The site of ${other.tool} is another than on its card.`, {
        praise: "The right tools.",
        expected: other.site,
        seen: String(output.rows.find(({ tool }) => tool === other.tool)?.site ?? "NULL"),
      });
}
