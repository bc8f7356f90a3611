import type { Article } from "./assortment";
import type { Day } from "./calendar";

interface Lot {
  /** The last day, as a number, on which it may be sold. */
  readonly until: number;
  left: number;
}

/** What stands in the shop of an article, and what the shop expects to sell of it. */
export class Shelf {
  private lots: Lot[] = [];
  private sold = 0;
  private readonly byWeekday: number[];

  constructor(
    readonly article: Article,
    private forecast: number,
  ) {
    this.byWeekday = Array.from({ length: 7 }, () => forecast);
    this.deliver(0, Math.ceil(this.wanted()));
  }

  get left(): number {
    return this.lots.reduce((sum, lot) => sum + lot.left, 0);
  }

  /** Sold in the night after it comes: what is thrown away within two days is ordered for a day of the week. */
  private get isOfTheDay(): boolean {
    return (this.article.category.keeps ?? 99) <= 2;
  }

  deliver(day: number, pieces: number): void {
    this.lots.push({ until: day + (this.article.category.keeps ?? 9_999) - 1, left: pieces });
  }

  /** Takes pieces, the oldest first. @returns How many there were. */
  take(pieces: number): number {
    let taken = 0;
    for (const lot of this.lots) {
      const from = Math.min(lot.left, pieces - taken);
      lot.left -= from;
      taken += from;
    }
    this.lots = this.lots.filter(({ left }) => left > 0);
    this.sold += taken;
    return taken;
  }

  /** Takes pieces that are not sold. */
  remove(pieces: number): void {
    this.sold -= this.take(pieces);
  }

  /** Ends a day. @returns How many pieces may not be sold tomorrow. */
  endDay(day: number, weekday: number): number {
    this.forecast = 0.9 * this.forecast + 0.1 * this.sold;
    // on a day on which it was sold out, more would have been sold
    const seen = this.left === 0 ? this.sold * 1.12 + 0.3 : this.sold;
    this.byWeekday[weekday] = 0.75 * (this.byWeekday[weekday] ?? 0) + 0.25 * seen;
    this.sold = 0;
    const old = this.lots.filter(({ until }) => until <= day);
    this.lots = this.lots.filter(({ until }) => until > day);
    return old.reduce((sum, { left }) => sum + left, 0);
  }

  /** How many pieces should stand there. */
  private wanted(): number {
    const { category } = this.article;
    return category.small === "umbrellas"
      ? 2
      : Math.min(this.forecast * (category.keeps ?? 9) * 0.7, this.forecast * 4 + 2);
  }

  /**
   * What the shop orders for a day. It looks at the forecast of the weather, but on Fridays: Monday's order goes out
   * then, and is that of any Monday. That is the second story.
   */
  order(day: Day): { readonly pieces: number; readonly urgency: number } {
    if (!this.isOfTheDay) {
      const wanted = this.wanted();
      const need = wanted - this.left;
      return { pieces: Math.max(1, Math.round(need)), urgency: need / Math.max(wanted, 1) };
    }
    const knowsWeather = day.weekday !== 1;
    const rain = day.rainFrom !== undefined && knowsWeather ? (this.article.category.rain ?? 1) * 1.1 : 1;
    const pieces = Math.ceil((this.byWeekday[day.weekday] ?? 0) * Math.min(1, rain) * 1.02 - this.left);
    return { pieces, urgency: pieces > 0 ? 10 + pieces : -10 };
  }

  /** What goes back to the maker at the beginning of a month: what the winter left, and what has stood too long. */
  tooMuch(month: number): number {
    const { small } = this.article.category;
    if (small === "hand warmers" && month === 3) {
      return this.left;
    }
    const most = Math.ceil(this.forecast * 40) + 3;
    return small === "umbrellas" ? 0 : Math.max(0, this.left - most);
  }
}
