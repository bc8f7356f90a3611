// `npm run setup [-- WORKSHOP …]`: everything that a fresh machine needs, given Node and Python. Plain Node, because nothing is installed yet.
import { parseArgs } from "node:util";
import { endWithNpm } from "./setup/end-with-npm.mjs";
import { say } from "./setup/say.mjs";
import { setUp } from "./setup/set-up.mjs";

endWithNpm();
const workshops = slugs();
await setUp({ onlyIfNeeded: false, workshops });
say(
  workshops.length === 0
    ? "Everything is set up. `npm start` starts the lab."
    : `Everything is set up, also what ${workshops.join(" and ")} needs. \`npm start\` starts the lab.`,
);

/** The workshops whose own needs are set up as well. */
function slugs() {
  try {
    return parseArgs({ options: {}, allowPositionals: true }).positionals;
  } catch {
    console.error(`npm run setup takes no ${process.argv[2]}: it takes the names of workshops, such as quality.`);
    process.exit(1);
  }
}
