import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "./judge";

// The tables of the page "Configuring how CloudWatch alarms treat missing data": 0 does not breach, X does, - is missing;
// the states where missing points are missing, ignored (= keeps its state), breaching, not breaching.
const threeOfThree = `
0-X-X OK                OK    OK    OK
0---- OK                OK    OK    OK
----- INSUFFICIENT_DATA =     ALARM OK
0XX-X ALARM             ALARM ALARM ALARM
--X-- ALARM             =     ALARM OK
----X INSUFFICIENT_DATA =     ALARM OK
X---- ALARM             =     ALARM OK`;
const twoOfThree = `
0-X-X ALARM             ALARM ALARM ALARM
00X0X ALARM             ALARM ALARM ALARM
0-X-- OK                OK    ALARM OK
----0 OK                OK    ALARM OK
---X- ALARM             =     ALARM OK
----X INSUFFICIENT_DATA =     ALARM OK`;
const ways = ["missing", "ignore", "breaching", "notBreaching"] as const;

for (const [datapointsToAlarm, table] of [
  [3, threeOfThree],
  [2, twoOfThree],
] as const) {
  for (const row of table.trim().split("\n")) {
    const [drawn = "", ...states] = row.split(/ +/);
    test(`${datapointsToAlarm} of 3, ${drawn}`, () => {
      const points = [...drawn].map((sign) => ({ "0": 0, X: 9 })[sign]);
      const found = ways.map((treatMissing) => {
        const rule = {
          evaluationPeriods: 3,
          datapointsToAlarm,
          isBreaching: (value: number) => value > 5,
          treatMissing,
        };
        return judge(points, rule).state ?? "=";
      });
      assert.deepEqual(found, states);
    });
  }
}
