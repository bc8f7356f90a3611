import type { IncomingMessage, ServerResponse } from "node:http";

const longestDrain = 30_000;
const longestSilence = 5000;

/**
 * Reads on where a request is answered before its body is over, as errors in mid-body are. Many clients send all of
 * their body before they look for an answer: unread, they would wait for ever, and a connection that is closed at once
 * would take the answer with it. A client that takes too long, or says nothing, loses its connection.
 *
 * @param request Of which nobody has read anything yet.
 */
export function drainAfterAnswer(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.prependOnceListener("finish", () => {
    if (request.complete || socket.destroyed) {
      return;
    }
    // Node closes a connection that should not live on right after the answer.
    const close = socket.destroySoon;
    let closesAtEnd = false;
    socket.destroySoon = () => {
      closesAtEnd = true;
    };
    const giveUp = () => socket.destroy();
    const end = setTimeout(giveUp, longestDrain);
    const silence = setTimeout(giveUp, longestSilence);
    // Node takes the listeners off a body that nobody read, once it has seen the answer end.
    process.nextTick(() => request.on("data", () => silence.refresh()).resume());
    request.once("close", () => {
      clearTimeout(end);
      clearTimeout(silence);
      socket.destroySoon = close;
      if (closesAtEnd) {
        socket.destroySoon();
      }
    });
  });
}
