import { icebergStep } from "../../scripts/setup/iceberg.mjs";

/** What the workshop needs beyond the core; `npm run setup -- lake` does it. */
export const steps = [icebergStep];
