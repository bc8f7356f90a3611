import type { WorkshopNames } from "../../helpers/workshop";

/** The workshop's names in AWS; the helpers read them by its slug. */
export const names: WorkshopNames = {
  slug: "lake",
  title: "Data lake lab: a million readings, and what a question costs",
  bucket: "glue-lake-lab",
  database: "lake_lab",
  exercisesDatabase: "lake_exercises",
  role: "lake-lab-glue-role",
  workGroup: "lake-lab",
  dollars: 0.75,
};
