import { viewSql } from "../engine/lab/copy-views";
import { foundView } from "../engine/lab/found-view";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { found, query } from "./asking";
import type { ShopContext } from "./context";
import { judgeBefore } from "./iceberg/judge-before";
import { judgeCorrected, namedSql } from "./iceberg/judge-corrected";
import { judgeHidden, judgeIceberg } from "./iceberg/judge-made";
import { judgePacked } from "./iceberg/judge-packed";
import { keys, names } from "./layout";
import { putIceberg } from "./state";

export const iceberg: Step<ShopContext> = {
  number: 5,
  name: "05-iceberg",
  lesson: "05-iceberg",
  put: ({ lab, cuts }) => putIceberg(lab, cuts),
  tasks: [
    {
      id: "5.1",
      title: "The table cuts_iceberg is an Iceberg table under iceberg/cuts/, partitioned by the day of cut_at",
      hint: "A CTAS makes it: table_type, location, is_external and partitioning, which takes a transform.",
      strongerHint:
        "WITH (table_type = 'ICEBERG', is_external = false, location = 's3://…/iceberg/cuts/', partitioning = ARRAY['day(cut_at)']).",
      check: checkMade,
    },
    {
      id: "5.2",
      title: "In cuts_iceberg each correction has been made once: other failures, test pieces gone, late cuts added",
      hint: "One MERGE with three branches. What should happen to a row that is to be deleted and does not match?",
      strongerHint:
        "WHEN MATCHED AND c.action = 'delete' THEN DELETE WHEN MATCHED THEN UPDATE SET failure = c.failure WHEN NOT MATCHED AND c.action = 'insert' THEN INSERT (…) VALUES (…).",
      check: checkCorrected,
    },
    {
      id: "5.3",
      title: "The view failures_before says the failures of each site as they were before the corrections",
      hint: 'Which snapshot was the first? SELECT … FROM "cuts_iceberg$snapshots" ORDER BY committed_at says it.',
      strongerHint:
        "FROM cuts_iceberg FOR VERSION AS OF <the first snapshot_id, read as text>, count(failure) by site.",
      check: checkBefore,
    },
    {
      id: "5.4",
      title: "The table cuts_delivered reads one file instead of six, and S3 holds no other one of it",
      hint: "One statement writes files together, another one deletes what old snapshots need. How old may they be?",
      strongerHint:
        "OPTIMIZE cuts_delivered REWRITE DATA USING BIN_PACK; ALTER TABLE … SET TBLPROPERTIES ('vacuum_max_snapshot_age_seconds' = '1'); a second later VACUUM cuts_delivered.",
      check: checkPacked,
    },
  ],
};

/** What these checks are given: they look at the shop's own data alone. */
type OwnData = Pick<ShopContext, "lab" | "cuts">;

async function checkMade({ lab, cuts }: OwnData): Promise<Finding> {
  const form = judgeIceberg(await found(lab, names.iceberg), lab.bucket);
  if (form.state !== "right") {
    return form;
  }
  const { columns, rows } = await query(lab, `SELECT * FROM "${names.iceberg}$partitions"`);
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const seen = rows.map((row) => [row[at("partition")] ?? "", Number(row[at("record_count")])] as const);
  return judgeHidden(cuts, seen);
}

async function checkCorrected({ lab, cuts }: OwnData): Promise<Finding> {
  await found(lab, names.iceberg);
  const { rows: counted } = await query(lab, `SELECT count(*), count(failure) FROM ${names.iceberg}`);
  const [count = 0, failures = 0] = (counted[0] ?? []).map(Number);
  const { rows } = await query(lab, namedSql(names.iceberg));
  return judgeCorrected(cuts, { count, failures, named: rows.map(([id, failure]) => [Number(id), failure] as const) });
}

async function checkBefore({ lab, cuts }: OwnData): Promise<Finding> {
  const view = names.beforeView;
  const table = await foundView(lab, view, "the numbers are a copy, and nobody sees where they come from.");
  return judgeBefore(cuts, viewSql(table) ?? "", await query(lab, `SELECT * FROM ${view}`));
}

async function checkPacked({ lab, cuts }: OwnData): Promise<Finding> {
  await found(lab, names.packed);
  const files = `SELECT count_if(content = 0), count_if(content > 0) FROM "${names.packed}$files"`;
  const { rows } = await query(lab, files);
  const [own = 0, deletes = 0] = (rows[0] ?? []).map(Number);
  const { rows: counted } = await query(lab, `SELECT count(*) FROM ${names.packed}`);
  const stored = (await lab.objects(`${keys.packed}data/`)).length;
  return judgePacked(cuts.length, { files: own, deletes, stored, rows: Number(counted[0]?.[0]) });
}
