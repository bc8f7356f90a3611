import type { WorkshopNames } from "../../helpers/workshop";

/** The workshop's names in AWS; the helpers read them by its slug. */
export const names: WorkshopNames = {
  slug: "retail",
  title: "Retail lab: from a shop's database to its dashboard, every night",
  bucket: "retail-data-lake",
  database: "retail_gold",
  exercisesDatabase: "retail_exercises",
  role: "retail-lab-glue-role",
  workGroup: "retail-lab",
  dollars: 4,
  dollarsADay: 1.07,
};
