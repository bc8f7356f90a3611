import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Client, Connection, Submittable } from "pg";
import { formatBytes, formatCount } from "../display/format";
import { LiveDisplay } from "../display/live-display";

/** What of pg's connection COPY needs, and its types leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/**
 * Loads a CSV file with a head into a table by `COPY … FROM STDIN`: all of it or, where a line does not fit, nothing.
 * Shows the progress.
 *
 * @param table Such as `retail.receipt`; it is SQL.
 * @param file A path on this machine.
 * @returns How many rows were loaded.
 * @throws DatabaseError (pg) Where a line does not fit the table. Error: the file cannot be read.
 */
export async function copyCsv(client: Client, table: string, file: string): Promise<number> {
  const { size } = await stat(file);
  const display = new LiveDisplay();
  const what = `${basename(file)} → ${table}`;
  const copy = new CopyFrom(`COPY ${table} FROM STDIN WITH (FORMAT csv, HEADER)`, file, (bytes) => {
    const facts = [["", `${formatBytes(bytes)} of ${formatBytes(size)}`]] as const;
    display.update({ what, state: "COPYING", outcome: "going on", share: bytes / size, facts });
  });
  client.query(copy);
  const rows = await copy.done;
  display.update({ what, state: "COPIED", outcome: "done", facts: [["rows", formatCount(rows)]] });
  return rows;
}

/** A query of pg's that sends a file when the server asks for it. */
class CopyFrom implements Submittable {
  readonly done: Promise<number>;
  private resolve: (rows: number) => void = () => {};
  private reject: (error: Error) => void = () => {};
  private rows = 0;
  private failure: Error | undefined;

  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly onBytes: (bytes: number) => void,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(this.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.send(connection).catch((error: Error) => {
      this.failure ??= error;
      connection.sendCopyFail(error.message);
    });
  }

  private async send(connection: CopyConnection): Promise<void> {
    let bytes = 0;
    for await (const chunk of createReadStream(this.file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      if (this.failure !== undefined) {
        return;
      }
      connection.sendCopyFromChunk(chunk);
      bytes += chunk.length;
      this.onBytes(bytes);
      await drained(connection);
    }
    connection.endCopyFrom();
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.rows = Number(text.split(" ").at(-1));
  }

  handleError(error: Error): void {
    this.failure ??= error;
    this.reject(this.failure);
  }

  handleReadyForQuery(): void {
    if (this.failure === undefined) {
      this.resolve(this.rows);
    }
  }
}

/** Until the socket has taken what was written. */
async function drained({ stream }: Connection): Promise<void> {
  if (stream.writableNeedDrain) {
    await new Promise<void>((done) => {
      const go = (): void => {
        stream.off("drain", go).off("close", go);
        done();
      };
      stream.on("drain", go).on("close", go);
    });
  }
}
