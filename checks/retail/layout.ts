import { names as workshop } from "./names";

/** The names that exercises and checks agree on; the exercises' shop is a kiosk of the same chain. */
export const names = {
  database: workshop.exercisesDatabase,
  instance: "retail-kiosk",
  /** PostgreSQL's database on that instance, and the schema in it. */
  shopDatabase: "kiosk",
  schema: "retail",
  masterUser: "kiosk_admin",
  secret: "retail/kiosk",
  connection: "retail-kiosk",
  crawler: "retail-kiosk-crawler",
} as const;

/** The folders and keys in the exercises' bucket. */
export const keys = {
  raw: "raw/",
  silver: "silver/",
  gold: "gold/",
} as const;
