// `npm run setup`: everything that a fresh machine needs, given Node and Python. Plain Node, because nothing is installed yet.
import { parseArgs } from "node:util";
import { endWithNpm } from "./setup/end-with-npm.mjs";
import { say } from "./setup/say.mjs";
import { setUp } from "./setup/set-up.mjs";

endWithNpm();
try {
  parseArgs({ options: {} });
} catch {
  console.error(`npm run setup takes no ${process.argv[2]}: it takes nothing.`);
  process.exit(1);
}
await setUp({ onlyIfNeeded: false });
say("Everything is set up. `npm start` starts the lab.");
