import { dayText } from "../../../datasets/retail/calendar";
import { csvLines, headOf } from "../../../datasets/retail/csv";
import type { ShopData } from "../../../datasets/retail/shop-data";
import type { ReceiptLine } from "../../../datasets/retail/simulate";
import { dayOf } from "../raw/lines";

/** What is wrong with a day. */
export type Fault = "negative" | "twice" | "incomplete";

/** A line as a file has it: of a bad day its amount may be missing. */
export type Line = Omit<ReceiptLine, "amount"> & { readonly amount: number | undefined };

/** A business day as it was delivered. */
export interface DeliveredDay {
  readonly dt: string;
  readonly fault: Fault | undefined;
  readonly lines: readonly Line[];
}

const faults = [undefined, "negative", undefined, "twice", undefined, "incomplete"] as const;

/** Six days of a kiosk, from the one on which a delivery was entered twice: every second one is bad. */
export function deliveredDays({ lines, entries }: Pick<ShopData, "lines" | "entries">): DeliveredDay[] {
  const first = Date.parse(entries.at(-1)?.entry_date ?? "");
  return faults.map((fault, index) => {
    const dt = dayText(first + index * 86_400_000);
    return {
      dt,
      fault,
      lines: spoiled(
        lines.filter((line) => dayOf(line) === dt),
        fault,
      ),
    };
  });
}

/** Every ninth line, and the first at least, is as it should not be. */
function spoiled(lines: readonly Line[], fault: Fault | undefined): Line[] {
  return lines.flatMap((line, index) => {
    if (fault === undefined || index % 9 !== 0) {
      return [line];
    }
    return {
      negative: [{ ...line, quantity: -line.quantity }],
      twice: [line, line],
      incomplete: [{ ...line, amount: undefined }],
    }[fault];
  });
}

/** The files of the exercise: a day each, by their path below `exercises/retail/`. */
export function deliveryFiles(data: ShopData): [string, string][] {
  return deliveredDays(data).map((day) => [`data/receipts-${day.dt}.csv`, dayFile(day)]);
}

/** The file of a day. */
export const dayFile = ({ lines }: DeliveredDay): string =>
  headOf("receipt") + csvLines("receipt", lines as readonly ReceiptLine[]);
