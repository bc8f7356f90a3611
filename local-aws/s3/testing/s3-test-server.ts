import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { drainAfterAnswer } from "../../protocol/connections/unread-body";
import { findScope } from "../../protocol/router";
import type { SignatureVerifier } from "../../protocol/signatures/signature";
import { ObjectStore } from "../objects/object-store";
import { s3Service } from "../service";

/** S3 alone on a port of its own, for this room's tests. */
export interface S3TestServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly objects: ObjectStore;
  client(config?: S3ClientConfig): S3Client;
  close(): Promise<void>;
}

/** @param verifier Where credentials are asked for. */
export async function startS3(
  dataDir = mkdtempSync(join(tmpdir(), "s3-test-")),
  verifier?: SignatureVerifier,
): Promise<S3TestServer> {
  const objects = new ObjectStore(dataDir);
  const service = s3Service(objects);
  let requests = 0;
  const server = createServer((request, response) => {
    drainAfterAnswer(request, response);
    const { region } = findScope(request, [service]);
    const context = { requestId: `request-${++requests}`, region, accountId: "000000000000", verifier };
    void service.handle(request, response, context);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clients: S3Client[] = [];
  return {
    url,
    port,
    dataDir,
    objects,
    client(config) {
      const client = new S3Client({
        endpoint: url,
        region: "us-east-1",
        forcePathStyle: true,
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
        ...config,
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) {
        client.destroy();
      }
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
