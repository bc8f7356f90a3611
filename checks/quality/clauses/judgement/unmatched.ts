import type { Clause } from "../../../engine/clauses/clause";
import { unmatchedTypes } from "../../state";
import type { Truth } from "../../truth";
import type { Edit, Row } from "../made-up";
import type { Judgement } from "./solution";

const task = "4.3";

function records(
  rows: (right: readonly Row[], truth: Truth) => readonly Row[],
  script?: readonly Edit[],
): Partial<Judgement> {
  const wrong: Partial<Judgement> = {
    unmatched: (truth) => ({
      rows: rows(
        truth.unmatched.map((row) => ({ ...row })),
        truth,
      ),
      types: unmatchedTypes,
    }),
  };
  return script === undefined ? wrong : { ...wrong, script };
}

const coils = (truth: Truth): Set<string> => new Set(truth.features.map(({ coil_id: id }) => id));
const label = (id: string, reason: string): Row => ({ record: "label", coil_id: id, reason });

const union =
  'return coils.unionByName(alone.select(F.lit("label").alias("record"), "coil_id", reason.alias("reason")))';
const reason = 'F.when(F.col("was_rejected"), "coil_rejected").otherwise("label_without_coil")';

export const unmatchedClauses: readonly Clause<Judgement>[] = [
  {
    task,
    clause: "coil: a good coil that no label names",
    plant: "good coils that no label names",
    mistake: "labels only",
    wrong: records(
      (rows) => rows.filter(({ record }) => record === "label"),
      [[union, union.replace("coils.unionByName(", "").replace(/\)$/, "")]],
    ),
    message: "The labels without a coil are there, but not the coils without a label: they vanish in the join.",
  },
  {
    task,
    clause: "coil: no rejected one",
    plant: "rejected coils that no label names",
    mistake: "the rejected rows are looked through as well",
    wrong: records(
      (rows, truth) => {
        const labelled = new Set(truth.labels.map(({ coil_id: id }) => id));
        const more = new Set(
          truth.rejected.map(({ row }) => row.coil_id).filter((id) => !labelled.has(id) && !coils(truth).has(id)),
        );
        return [...rows, ...[...more].map((id) => ({ record: "coil", coil_id: id, reason: "coil_without_label" }))];
      },
      [
        [
          'coils = features.join(labels, "coil_id", "left_anti")',
          'coils = features.select("coil_id").union(rejected.select("coil_id")).distinct().join(labels, "coil_id", "left_anti")',
        ],
      ],
    ),
    message: "Coil … is called coil_without_label, but step 3 rejected it: good coils were asked.",
  },
  {
    task,
    clause: "label: one without a good coil",
    plant: "labels of coils that nobody has seen, and of rejected ones",
    mistake: "coils only",
    wrong: records((rows) => rows.filter(({ record }) => record === "coil"), [[union, "return coils"]]),
    message: "The coils without a label are there, but not the labels without a good coil.",
  },
  {
    task,
    clause: "coil_rejected: a label whose coil step 3 rejected",
    plant: "labels of rejected coils",
    mistake: "label_without_coil for all",
    wrong: records(
      (rows) => rows.map((row) => (row.record === "label" ? { ...row, reason: "label_without_coil" } : row)),
      [[reason, 'F.lit("label_without_coil")']],
    ),
    message: "Label … is called label_without_coil, but its coil exists: step 3 rejected it.",
  },
  {
    task,
    clause: "label_without_coil: a label of a coil that nobody has seen",
    plant: "labels of coils that nobody has seen",
    mistake: "coil_rejected for all",
    wrong: records(
      (rows) => rows.map((row) => (row.record === "label" ? { ...row, reason: "coil_rejected" } : row)),
      [[reason, 'F.lit("coil_rejected")']],
    ),
    message: "Label … is called coil_rejected, but nobody has seen its coil.",
  },
  {
    task,
    clause: "coil_rejected, but not where the coil has a good row",
    plant: "coils of which one row is bad and one good, and copies",
    mistake: "every label whose coil is in rejected/",
    wrong: records(
      (rows, truth) => {
        const rejected = new Set(truth.rejected.map(({ row }) => row.coil_id));
        const more = truth.labels.filter(({ coil_id: id }) => rejected.has(id) && coils(truth).has(id));
        return [...rows, ...more.map(({ coil_id: id }) => label(id, "coil_rejected"))];
      },
      [
        [
          'alone = labels.join(features, "coil_id", "left_anti").join(known, "coil_id", "left")',
          'alone = labels.join(known, "coil_id", "left").join(features.select("coil_id", "line"), "coil_id", "left").where("was_rejected OR line IS NULL")',
        ],
      ],
    ),
    message: "Label … is called coil_rejected, but its coil has a good row as well: the label found its partner.",
  },
  {
    task,
    clause: "each label once",
    plant: "labels whose coil has two rejected rows",
    mistake: "joined with each rejected row",
    wrong: records(
      (rows, truth) =>
        rows.flatMap((row) => {
          const times = truth.rejected.filter((one) => one.row.coil_id === row.coil_id).length;
          return row.reason === "coil_rejected" ? Array.from({ length: times }, () => row) : [row];
        }),
      [['rejected.select("coil_id").distinct()', 'rejected.select("coil_id")']],
    ),
    message: "Label … is there more than once: step 3 rejected more than one row of its coil.",
  },
  {
    task,
    clause: "all labels: those of rejected coils",
    plant: "labels of rejected coils",
    mistake: "they are left out",
    wrong: records(
      (rows) => rows.filter((row) => row.reason !== "coil_rejected"),
      [[union, union.replace("alone.select", 'alone.where("was_rejected IS NULL").select')]],
    ),
    message: "The labels whose coil step 3 rejected are missing.",
  },
  {
    task,
    clause: "all labels: those of coils that nobody has seen",
    plant: "labels of coils that nobody has seen",
    mistake: "labels without any row are left out",
    wrong: records(
      (rows) => rows.filter((row) => row.reason !== "label_without_coil"),
      [[union, union.replace("alone.select", 'alone.where("was_rejected").select')]],
    ),
    message: "The labels of coils that nobody has seen are missing.",
  },
  {
    task,
    clause: "record: coil or label",
    plant: "any record",
    mistake: "another word",
    wrong: records(
      (rows) => rows.map((row) => ({ ...row, record: row.record === "label" ? "Label" : (row.record ?? null) })),
      [['F.lit("label").alias("record")', 'F.lit("Label").alias("record")']],
    ),
    message: "A record or a reason has another name.",
  },
  {
    task,
    clause: "record, coil_id, reason",
    plant: "any record",
    mistake: "no record",
    wrong: {
      unmatched: (truth) => ({
        rows: truth.unmatched.map(({ coil_id, reason: why }) => ({ coil_id, reason: why })),
        types: { coil_id: "VARCHAR", reason: "VARCHAR" },
      }),
      script: [[union, `${union}.drop("record")`]],
    },
    message: "The column record is missing.",
  },
];
