import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LiveDisplay } from "../display/live-display";
import { askSql } from "./ask-sql";
import { buildAskingPage } from "./build-page";
import { type AnswerRow, checkDescription, type PageDescription, questionOf, type Selection } from "./description";
import { askAthena } from "./read-tables";

/** What a page's server tells it: an answer for each chart, in order, and what they took. */
export interface Answers {
  readonly answers: readonly (readonly AnswerRow[])[];
  /** How many queries were run; the others had been asked before. */
  readonly queries: number;
  readonly bytesScanned: number;
  readonly dollars: number;
  readonly seconds: number;
}

/** A page that is served, until it is closed. */
export interface ServedPage {
  /** Its address on this machine; who does not know it is refused. */
  readonly url: string;
  close(): Promise<void>;
}

const longestBody = 100_000;

/**
 * Serves a dashboard that carries no data: at each change of a filter this process asks Athena, one query for each
 * question of the charts, with its own credentials, which never reach the browser. Only this machine is answered, and
 * only who knows the address. Works the same on AWS.
 *
 * @throws TypeError Where the description names what is not there.
 */
export async function servePage(description: PageDescription, { port = 0 } = {}): Promise<ServedPage> {
  checkDescription(description);
  const asking = new Asking(description);
  const secret = randomBytes(16).toString("hex");
  const html = await buildAskingPage(description, await asking.choices(), `/${secret}/ask`);
  const server = createServer((request, response) => {
    answer(request, response, { html, secret, asking }).catch((error: unknown) => {
      const refused = error instanceof TypeError || error instanceof SyntaxError;
      send(response, refused ? 400 : 500, "application/json", JSON.stringify({ error: String(error) }));
    });
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { html, secret, asking }: { readonly html: string; readonly secret: string; readonly asking: Asking },
): Promise<void> {
  const foreign = !/^(127\.0\.0\.1|localhost):\d+$/.test(request.headers.host ?? "");
  if (foreign || request.url?.split("/")[1] !== secret) {
    send(response, 403, "text/plain", "This address is not known here.");
  } else if (request.method === "GET" && request.url === `/${secret}/`) {
    send(response, 200, "text/html; charset=utf-8", html);
  } else if (request.method === "POST" && request.url === `/${secret}/ask`) {
    const answers = await asking.ask(asking.checked(JSON.parse(await bodyOf(request))));
    send(response, 200, "application/json", JSON.stringify(answers));
  } else {
    send(response, 404, "text/plain", "There is nothing here.");
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) {
    body += chunk;
    if (body.length > longestBody) {
      throw new TypeError("The question is too long.");
    }
  }
  return body;
}

/** Asks for a page, and keeps the answers. */
class Asking {
  private readonly known = new Map<string, Promise<AnswerRow[]>>();
  private readonly display = new LiveDisplay();
  private queries = 0;
  private bytesScanned = 0;
  private dollars = 0;

  constructor(private readonly description: PageDescription) {}

  /** The values that the filters offer. */
  async choices(): Promise<Record<string, string[]>> {
    const { filters, tables } = this.description;
    const found: Record<string, string[]> = {};
    for (const { column } of filters) {
      const [key = ""] = Object.entries(tables).find(([, { dimensions }]) => dimensions.includes(column)) ?? [];
      const rows = await this.rows({ table: key, by: [column], sums: [] }, {});
      found[column] = rows.map((row) => String(row[column])).sort();
    }
    return found;
  }

  /** @throws TypeError Where a selection is not made of the description's filters. */
  checked(selection: unknown): Selection {
    for (const [column, wanted] of Object.entries(selection as Record<string, unknown>)) {
      const filter = this.description.filters.find((one) => one.column === column);
      const values = filter?.kind === "dates" ? Object.values(wanted as object) : wanted;
      const form = filter?.kind === "dates" ? Object.keys(wanted as object).join() === "from,to" : true;
      if (filter === undefined || !form || !Array.isArray(values) || values.some((one) => typeof one !== "string")) {
        throw new TypeError(`There is no filter ${JSON.stringify({ [column]: wanted })}.`);
      }
    }
    return selection as Selection;
  }

  async ask(selection: Selection): Promise<Answers> {
    const [started, queries, bytes, dollars] = [Date.now(), this.queries, this.bytesScanned, this.dollars];
    const questions = this.description.charts.map(questionOf);
    const answers = await Promise.all(questions.map((question) => this.rows(question, selection)));
    return {
      answers,
      queries: this.queries - queries,
      bytesScanned: this.bytesScanned - bytes,
      dollars: this.dollars - dollars,
      seconds: (Date.now() - started) / 1_000,
    };
  }

  private rows(question: ReturnType<typeof questionOf>, selection: Selection): Promise<AnswerRow[]> {
    const table = this.description.tables[question.table];
    if (table === undefined) {
      throw new TypeError(`There is no table ${question.table}.`);
    }
    const sql = askSql(table, question, selection);
    const known = this.known.get(sql);
    if (known !== undefined) {
      return known;
    }
    const asked = this.run(sql, question.sums);
    this.known.set(sql, asked);
    // a question that failed is asked again
    asked.catch(() => this.known.delete(sql));
    return asked;
  }

  private async run(sql: string, sums: readonly string[]): Promise<AnswerRow[]> {
    const { columns, summary } = await askAthena(sql, { numbers: sums }, this.display);
    this.queries += 1;
    this.bytesScanned += summary.bytesScanned;
    this.dollars += summary.dollars;
    const rows = [...(Object.values(columns)[0] ?? []).keys()].map((row) =>
      Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[row] as string | number])),
    );
    // the sums of no rows are NULL
    return rows.filter((row) => sums.every((name) => Number.isFinite(row[name])));
  }
}
