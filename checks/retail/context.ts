import { type ShopData, shopData, shopFiles } from "../../datasets/retail/shop-data";
import { freshKiosk, kiosk } from "../../datasets/retail/world";
import { Context, type ContextOptions, type Place } from "../engine/context";
import type { Lab } from "../engine/lab/lab";

let kioskData: ShopData | undefined;

/** The data of the exercises' kiosk; made once. */
export function ownKiosk(): ShopData {
  kioskData ??= shopData(kiosk);
  return kioskData;
}

/** A shop's files as the exercises have them, by their path below `exercises/retail/`. */
export function csvFiles(data: ShopData): ReadonlyMap<string, string> {
  return new Map([...shopFiles(data)].map(([name, text]) => [`data/${name}`, text]));
}

/** The kiosk's data and another kiosk's, for the checks of one call. */
export class RetailContext extends Context<ShopData> {
  readonly own: Place<ShopData> = { root: "", truth: ownKiosk() };
  private other: Place<ShopData> | undefined;

  constructor(lab: Lab, options: ContextOptions = {}) {
    super(lab, options);
  }

  /** Another kiosk's data, and where their files may lie. */
  get fresh(): Place<ShopData> {
    this.other ??= { root: `${this.scratch}fresh/`, truth: shopData(freshKiosk(this.seed)) };
    return this.other;
  }
}
