import { mixedRandom } from "../shared/seeded-random";
import { type Article, assortment } from "./assortment";
import { calendar, type Day, dealOut, footfall } from "./calendar";
import { type Category, categories } from "./categories";
import { appetite, basketSize, type Customer, customerAt, hourWeights, liking } from "./customers";
import { lift, type Promotion, paid, pieces, promotionsOf } from "./promotions";
import { Shelf } from "./shelf";
import type { World } from "./world";

/** A line of a receipt, as its CSV file and PostgreSQL have it. */
export interface ReceiptLine {
  readonly receipt_id: number;
  readonly line_no: number;
  /** The shop's local time, such as `2015-01-01 08:15:02`. */
  readonly sold_at: string;
  readonly product_id: number;
  /** As it was called when sold. */
  readonly product_name: string;
  readonly quantity: number;
  readonly unit_price: number;
  /** After the promotion. */
  readonly amount: number;
  readonly promotion: Promotion;
  readonly member_sex: Customer["sex"];
  readonly member_age: number | undefined;
  readonly updated_at: string;
}

export interface EntryDraft {
  readonly kind: "order" | "return" | "disposal";
  readonly entry_date: string;
  readonly product_id: number;
  readonly quantity: number;
}

/** What happens on a business day; of the disposals only the largest of all days are written down in the end. */
export interface ShopDay {
  readonly date: string;
  readonly lines: readonly ReceiptLine[];
  readonly entries: readonly EntryDraft[];
}

/** The products of a world; one of them has its later name. */
export function articlesOf({ seed, firstProduct, everyProduct, renamed }: World): Article[] {
  const articles = assortment(seed, firstProduct, (index) => index % everyProduct === seed % everyProduct);
  const [found] = articles
    .filter(({ product_name: name, brand }) => brand === "NB" && name.endsWith(renamed.ending))
    .sort((a, b) => b.popularity - a.popularity);
  return articles.map((article) =>
    article === found ? { ...article, product_name: `${article.product_name} ${renamed.word}` } : article,
  );
}

/** The business days of a world, one after the other. */
export function* simulate(world: World): Generator<ShopDay> {
  const random = mixedRandom(world.seed + 1);
  const articles = articlesOf(world);
  const days = calendar(world.first, world.days, random);
  const feet = days.map(footfall);
  const receipts = dealOut(world.receipts, feet);
  const orders = dealOut(world.orders, feet);
  const shop = new Shop(world, articles, random);
  for (const [index, day] of days.entries()) {
    const entries = shop.beginDay(index, day, orders[index] ?? 0);
    const lines = shop.sell(day, receipts[index] ?? 0);
    yield { date: day.date, lines, entries: [...entries, ...shop.endDay(index, day)] };
  }
}

/** What of an order comes broken and goes back at once. */
const brokenShare = 0.006;
const substitutes = 0.6;

class Shop {
  private readonly shelves: readonly Shelf[];
  private readonly byCategory: readonly (readonly [Category, readonly Shelf[]])[];
  private promotions = new Map<number, Promotion>();

  constructor(
    private readonly world: World,
    private readonly articles: readonly Article[],
    private readonly random: () => number,
  ) {
    const daily = (world.receipts / world.days) * 1.95;
    const share = (category: Category): number =>
      category.weights.reduce((sum, weight, part) => sum + weight * ([0.14, 0.22, 0.2, 0.17, 0.27][part] ?? 0), 0);
    const held = categories.filter((category) => articles.some((article) => article.category === category));
    const all = held.reduce((sum, category) => sum + share(category), 0);
    const liked = (category: Category): number =>
      articles.reduce((sum, article) => sum + (article.category === category ? article.popularity : 0), 0);
    this.shelves = articles.map(
      (article) =>
        new Shelf(article, (daily * share(article.category) * article.popularity) / all / liked(article.category)),
    );
    this.byCategory = held.map((category) => [
      category,
      this.shelves.filter(({ article }) => article.category === category),
    ]);
  }

  /** What comes in the night, as the shop ordered it, and goes back. */
  beginDay(index: number, day: Day, orders: number): EntryDraft[] {
    const { date } = day;
    if (index === 0 || date.endsWith("-01")) {
      this.promotions = promotionsOf(date.slice(0, 7), this.articles, this.random);
    }
    const wanted = this.shelves
      .filter(({ article }) => article.launched_on <= date)
      .map((shelf) => ({ shelf, ...shelf.order(day) }))
      .filter(({ pieces: wantedPieces }) => wantedPieces > 0)
      .sort((a, b) => b.urgency - a.urgency || a.shelf.article.product_id - b.shelf.article.product_id)
      .slice(0, orders);
    const entries: EntryDraft[] = [];
    for (const { shelf, pieces: quantity } of wanted) {
      const entry = { entry_date: date, product_id: shelf.article.product_id };
      shelf.deliver(index, quantity);
      entries.push({ kind: "order", ...entry, quantity });
      if (this.random() < brokenShare) {
        shelf.remove(1);
        entries.push({ kind: "return", ...entry, quantity: 1 });
      }
    }
    return date.endsWith("-01") && index > 0 ? [...entries, ...this.sendBack(date)] : entries;
  }

  private sendBack(date: string): EntryDraft[] {
    return this.shelves.flatMap((shelf): EntryDraft[] => {
      const quantity = shelf.tooMuch(Number(date.slice(5, 7)));
      shelf.remove(quantity);
      const { product_id } = shelf.article;
      return quantity > 0 ? [{ kind: "return", entry_date: date, product_id, quantity }] : [];
    });
  }

  /** So many receipts, in the order of their time. */
  sell(day: Day, receipts: number): ReceiptLine[] {
    const { random } = this;
    const seconds = dealOut(receipts, hourWeights(day)).flatMap((count, hour) =>
      Array.from({ length: count }, () => 3_600 * hour + Math.floor(3_600 * random())).sort((a, b) => a - b),
    );
    const choices = this.byCategory.map(([category, shelves]) => ({
      category,
      shelves,
      likings: shelves.map(
        ({ article }) => liking(article, day.date) * lift[this.promotions.get(article.product_id) ?? ""],
      ),
    }));
    const first = Number(day.date.replaceAll("-", "")) * 10_000;
    return seconds.flatMap((second, index) => {
      const hour = Math.floor(second / 3_600);
      const customer = customerAt(day, hour, random);
      const weights = choices.map(({ category }) => appetite(category, day, hour, customer));
      const bought = new Map<Shelf, number>();
      const size = basketSize(random);
      for (let attempt = 0; bought.size < size && (attempt < size + 1 || bought.size === 0); attempt += 1) {
        const { shelves = [], likings = [] } = choices[pick(weights, random)] ?? {};
        this.buy(shelves, likings, bought);
      }
      return [...bought].map(([{ article }, quantity], line) => ({
        receipt_id: first + index + 1,
        line_no: line + 1,
        ...this.line(article, quantity, day.date, second),
        member_sex: customer.sex,
        member_age: customer.age,
        updated_at: moment(day.date, second + 5 + Math.floor(110 * random())),
      }));
    });
  }

  private buy(shelves: readonly Shelf[], likings: readonly number[], bought: Map<Shelf, number>): void {
    const { random } = this;
    let shelf = shelves[pick(likings, random)];
    if (shelf?.left === 0 && random() < substitutes) {
      const there = likings.map((weight, index) => ((shelves[index]?.left ?? 0) > 0 ? weight : 0));
      shelf = shelves[pick(there, random)];
    }
    if (shelf === undefined || bought.has(shelf)) {
      return;
    }
    const promotion = this.promotions.get(shelf.article.product_id) ?? "";
    const taken = shelf.take(pieces(shelf.article, promotion, random));
    if (taken > 0) {
      bought.set(shelf, taken);
    }
  }

  private line(article: Article, quantity: number, date: string, second: number) {
    const price = article.earlier.find(({ until }) => date < until)?.price ?? article.price;
    const { word, from } = this.world.renamed;
    const isOld = date < from && article.product_name.endsWith(` ${word}`);
    return {
      sold_at: moment(date, second),
      product_id: article.product_id,
      product_name: isOld ? article.product_name.slice(0, -word.length - 1) : article.product_name,
      quantity,
      unit_price: price,
      ...paid(quantity, price, this.promotions.get(article.product_id) ?? ""),
    };
  }

  endDay(index: number, { date, weekday }: Day): EntryDraft[] {
    return this.shelves.flatMap((shelf): EntryDraft[] => {
      const quantity = shelf.endDay(index, weekday);
      const { product_id } = shelf.article;
      return quantity > 0 ? [{ kind: "disposal", entry_date: date, product_id, quantity }] : [];
    });
  }
}

/** An index, by weights; -1 where all are 0. */
function pick(weights: readonly number[], random: () => number): number {
  const sum = weights.reduce((a, b) => a + b, 0);
  let left = random() * sum;
  return weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
}

/** A second of a day as text; seconds may lead into the next day. */
export function moment(date: string, second: number): string {
  return new Date(Date.parse(date) + 1_000 * second).toISOString().slice(0, 19).replace("T", " ");
}
