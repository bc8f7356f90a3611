import type { WorkshopNames } from "../../helpers/workshop";

/** The workshop's names in AWS; the helpers read them by its slug. */
export const names: WorkshopNames = {
  slug: "quality",
  title: "Glue quality lab: from raw inspections to NG charts",
  bucket: "glue-quality-lab",
  database: "quality_lab",
  exercisesDatabase: "quality_exercises",
  role: "quality-lab-glue-role",
  workGroup: "quality-lab",
  dollars: 0.25,
};
