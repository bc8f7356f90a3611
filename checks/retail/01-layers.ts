import { shopFiles } from "../../datasets/retail/shop-data";
import type { Lab } from "../engine/lab/lab";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { deliveryDay, judgeRaw, rawKeys } from "./layers/judge-raw";
import { corrected, dayOf, judgeSums } from "./layers/judge-sums";
import { keys } from "./layout";

export const layers: Step<RetailContext> = {
  number: 1,
  name: "01-layers",
  lesson: "01-buckets-and-layers",
  put: async ({ lab, own }) => {
    for (const [key, text] of rawKeys(shopFiles(own.truth))) {
      await lab.put(key, text);
    }
  },
  tasks: [
    {
      id: "1.1",
      title: `The three files lie as they came below raw/, each in its table's prefix and in dt=${deliveryDay}`,
      hint: "What stands first in the key: the day, or what has to be found together?",
      strongerHint: `raw/receipt/dt=${deliveryDay}/receipt_all_final_no_duplicate.csv, and the same for product and balju_refund; s3.uploadFile sends a file's bytes.`,
      check: async ({ lab, own }) => judgeRaw(rawKeys(shopFiles(own.truth)), await texts(lab, keys.raw)),
    },
    {
      id: "1.2",
      title: "Below silver/sales_daily/ each business day has one object with its receipts, units and sales",
      hint: "A receipt has several lines, a line several pieces. And which column says what was paid?",
      strongerHint:
        "By sold_at's date: the number of different receipt_id, the sum of quantity, the sum of amount. Key: silver/sales_daily/dt=<day>/part-0.csv.",
      check: async ({ lab, own }) => judgeSums(own.truth.lines, keys.salesDaily, await texts(lab, keys.salesDaily)),
    },
    {
      id: "1.3",
      title: "Below silver/sales_corrected/ lie the sums of exactly those days that late_and_corrected.csv changes",
      hint: "A line of that file has the key of one that is there, or a new one. Which days does it touch?",
      strongerHint:
        "A Map by receipt_id and line_no: first the base file, then the late one over it; sum again the days of the late lines only.",
      check: checkCorrected,
    },
  ],
};

/** The text of every object below a prefix, by its key. */
async function texts(lab: Lab, prefix: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { key } of await lab.objects(prefix)) {
    found.set(key, (await lab.text(key)) ?? "");
  }
  return found;
}

async function checkCorrected({ lab, own }: RetailContext): Promise<Finding> {
  const { lines, late } = own.truth;
  const days = new Set(late.map(dayOf));
  const ofDays = lines.filter((line) => days.has(dayOf(line)));
  return judgeSums(corrected(ofDays, late), keys.salesCorrected, await texts(lab, keys.salesCorrected), ofDays);
}
