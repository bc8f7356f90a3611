import { icebergStep } from "../../scripts/setup/iceberg.mjs";
import { postgresStep } from "../../scripts/setup/postgres.mjs";

/** What the workshop needs beyond the core; `npm run setup -- retail` does it. */
export const steps = [postgresStep, icebergStep];
