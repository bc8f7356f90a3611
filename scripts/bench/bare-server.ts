import { createReadStream, createWriteStream, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";

/** The least that a server can do: PUT writes the body to one file, GET sends that file. Prints its port. */
const file = process.argv[2] ?? "";

const server = createServer(async (request, response) => {
  if (request.method === "PUT") {
    await pipeline(request, createWriteStream(file));
    response.end();
  } else {
    response.writeHead(200, { "content-length": statSync(file).size });
    await pipeline(createReadStream(file), response);
  }
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
