import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { boundConnections, slowDown } from "./connection-bounds";

const servers: Server[] = [];

after(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

async function start(most: number, bodySilence = 300): Promise<number> {
  const server = createServer({ requestTimeout: 0, connectionsCheckingInterval: 50 });
  const isBeyond = boundConnections(server, { headers: 300, bodySilence }, most);
  server.on("request", async (request, response) => {
    if (isBeyond(request)) {
      slowDown(response);
      return;
    }
    const body = await text(request).catch(() => "cut off");
    response.end(`got ${body.length}`);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function open(port: number, first: string): Promise<{ socket: Socket; said: Promise<string> }> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  socket.write(first);
  return { socket, said: text(socket).catch(() => "cut off") };
}

const head = "PUT / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n";

test("headers that do not come, and bodies that fall silent, lose their connection; a slow body does not", async () => {
  const port = await start(100);
  const nothing = await open(port, "");
  const halfHeaders = await open(port, "PUT / HTTP/1.1\r\nho");
  const halfBody = await open(port, `${head}content-length: 6\r\n\r\nab`);
  const slow = await open(port, `${head}content-length: 6\r\n\r\n`);
  for (const letter of "abcdef") {
    await sleep(120);
    slow.socket.write(letter);
  }
  assert.match(await slow.said, /^HTTP\/1.1 200 .*got 6$/s);
  assert.match(await nothing.said, /^HTTP\/1.1 408 /);
  assert.match(await halfHeaders.said, /^HTTP\/1.1 408 /);
  assert.doesNotMatch(await halfBody.said, /200/);
});

test("connections beyond the most are told to come again, those far beyond are closed, and none of them stays", async () => {
  const port = await start(4, 60_000);
  const halfBody = `${head}content-length: 6\r\n\r\nab`;
  const held = await Promise.all([1, 2, 3, 4].map(() => open(port, halfBody)));
  const beyond = await open(port, halfBody);
  const far = await open(port, halfBody);
  assert.match(String(await Promise.race([far.said, sleep(500)])), /^(cut off)?$/);
  const started = Date.now();
  assert.match(await beyond.said, /^HTTP\/1.1 503 Slow Down/);
  assert.ok(Date.now() - started < 10_000, "it is gone long before its body's silence ends");
  const later = await open(port, `${head}content-length: 0\r\n\r\n`);
  assert.match(await later.said, /^HTTP\/1.1 503 Slow Down/);
  for (const { socket } of held) {
    socket.destroy();
  }
  await sleep(50);
  const last = await open(port, `${head}content-length: 0\r\n\r\n`);
  assert.match(await last.said, /200 .*got 0$/s);
});
