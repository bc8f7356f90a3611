// Runs a Node handler: asks the Runtime API for one invocation after the other.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { existsSync, readFileSync, writeSync } from "node:fs";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { format, inspect } from "node:util";

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const taskRoot = process.env.LAMBDA_TASK_ROOT ?? process.cwd();

/** The invocation that runs, until its answer is on its way. */
let current;

/**
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {string | Buffer} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{ status: number, headers: import("node:http").IncomingHttpHeaders, body: string }>}
 */
function call(method, path, body, headers = {}) {
  return new Promise((done, failed) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const sent = request(`${api}${path}`, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", failed);
      response.on("end", () =>
        done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

/** Writes to the log, whole. @param {string} text */
function write(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (error.code !== "EAGAIN") {
        return;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/** One event of the log, whatever line breaks are in it. @param {string} text */
const writeEvent = (text) => write(`\u0001${text.replaceAll("\u0001", "").replaceAll("\u0002", "")}\u0002`);

/** @param {string} level @param {string} message */
const log = (level, message) =>
  writeEvent(`${new Date().toISOString()}\t${current?.id ?? "undefined"}\t${level}\t${message}`);

function replaceConsole() {
  const levels = { trace: "TRACE", debug: "DEBUG", info: "INFO", log: "INFO", warn: "WARN", error: "ERROR" };
  for (const [name, level] of Object.entries(levels)) {
    console[name] = (...values) => log(level, format(...values));
  }
}

class RuntimeError extends Error {
  /** @param {string} name @param {string} message @param {unknown} [cause] */
  constructor(name, message, cause) {
    super(message);
    Object.defineProperty(this, "name", { value: name });
    if (cause instanceof Error) {
      this.stack = cause.stack?.replace(/^[^\n]*/, `${name}: ${message}`);
    }
  }
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: typeof error === "string" ? error : inspect(error), trace: [] };
  }
  const frames = (error.stack ?? "").split("\n").filter((line) => !line.includes(import.meta.url));
  return { errorType: error.name || "Error", errorMessage: error.message, trace: frames };
}

/** @param {string} title @param {unknown} error */
function logError(title, error) {
  const { errorType, errorMessage, trace } = describe(error);
  const own = error instanceof Error ? { ...error } : {};
  log("ERROR", `${title} \t${JSON.stringify({ errorType, errorMessage, ...own, stack: trace })}`);
}

/** What `_HANDLER` names, such as `src/app.handler`. */
async function loadHandler() {
  const text = process.env._HANDLER ?? "";
  const [, folder = "", module = "", path = ""] = /^(.*\/)?([^./]+)\.(.+)$/.exec(text) ?? [];
  if (module === "" || text.includes("..")) {
    throw new RuntimeError(
      "Runtime.MalformedHandlerName",
      `'${text}' is not a valid handler name. Use 'file.function'.`,
    );
  }
  const exported = await loadModule(resolve(taskRoot, folder, module), `${folder}${module}`);
  const handler = path.split(".").reduce((value, name) => value?.[name], exported);
  if (handler === undefined) {
    throw new RuntimeError("Runtime.HandlerNotFound", `${text} is undefined or not exported`);
  }
  if (typeof handler !== "function") {
    throw new RuntimeError("Runtime.HandlerNotFound", `${text} is not a function`);
  }
  if (process.env.AWS_EXECUTION_ENV === "AWS_Lambda_nodejs24.x" && handler.length > 2) {
    throw new RuntimeError(
      "Runtime.CallbackHandlerDeprecated",
      "From Node.js 24 on, AWS Lambda calls no handler with a callback: make it an async function of (event, context).",
    );
  }
  return handler;
}

/** @param {string} base @param {string} name */
async function loadModule(base, name) {
  const require = createRequire(join(taskRoot, "/"));
  const file = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`].find((one) => existsSync(one));
  try {
    if (file === undefined) {
      return require(base);
    }
    const isModule = file.endsWith(".mjs") || (file.endsWith(".js") && isModulePackage(dirname(file)));
    return isModule ? await import(pathToFileURL(file).href) : require(file);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new RuntimeError("Runtime.UserCodeSyntaxError", String(error), error);
    }
    if (["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"].includes(error?.code)) {
      const message = file === undefined ? `Error: Cannot find module '${name}'` : String(error);
      throw new RuntimeError("Runtime.ImportModuleError", message, error);
    }
    throw error;
  }
}

/** Whether a folder's `.js` files are ES modules. @param {string} folder */
function isModulePackage(folder) {
  for (let at = folder; at.startsWith(taskRoot); at = dirname(at)) {
    try {
      return JSON.parse(readFileSync(join(at, "package.json"), "utf8")).type === "module";
    } catch (error) {
      if (error.code !== "ENOENT") {
        return false;
      }
    }
  }
  return false;
}

/** @param {import("node:http").IncomingHttpHeaders} headers */
function contextOf(headers, answer) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  const json = (name) => (headers[name] === undefined ? undefined : JSON.parse(headers[name]));
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: json("lambda-runtime-client-context"),
    identity: json("lambda-runtime-cognito-identity"),
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done: (error, result) => answer(error, result, false),
    fail: (error) => answer(error ?? "handled", undefined, false),
    succeed: (result) => answer(null, result, false),
  };
}

/**
 * Runs an invocation to its answer.
 *
 * @returns {Promise<{ error: unknown } | { result: unknown }>}
 */
function run(handler, headers, body) {
  return new Promise((done) => {
    const settle = (error, result) => done(error === null || error === undefined ? { result } : { error });
    // with a callback, AWS waits until nothing more is to be done
    const answer = (error, result, waits) => {
      current.whenEmpty = () => settle(error, result);
      if (!waits || (error !== null && error !== undefined)) {
        current.whenEmpty();
      }
    };
    current.whenEmpty = () => settle(null, null);
    const context = contextOf(headers, answer);
    const callback = (error, result) => answer(error, result, context.callbackWaitsForEmptyEventLoop);
    try {
      const returned = handler(JSON.parse(body), context, callback);
      if (typeof returned?.then === "function") {
        returned.then(
          (result) => settle(null, result),
          (error) => done({ error }),
        );
      }
    } catch (error) {
      done({ error });
    }
  });
}

async function answerInvocation(handler, { headers, body }) {
  const id = headers["lambda-runtime-aws-request-id"];
  current = { id };
  process.env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"];
  const outcome = await run(handler, headers, body);
  current.whenEmpty = undefined;
  if (!("error" in outcome)) {
    const { text, error } = toJson(outcome.result);
    if (error === undefined) {
      await finish(id, "response", text);
      return;
    }
    outcome.error = error;
  }
  logError("Invoke Error", outcome.error);
  await finishWithError(id, outcome.error);
}

function toJson(result) {
  try {
    return { text: JSON.stringify(result === undefined ? null : result) ?? "null" };
  } catch (error) {
    return {
      error: new RuntimeError("Runtime.MarshalError", `Unable to stringify response body: ${error.message}`, error),
    };
  }
}

/** @param {string} id @param {string} route @param {string} text @param {Record<string, string>} [headers] */
async function finish(id, route, text, headers) {
  write(`\u0003${id}\u0002`);
  await call("POST", `/invocation/${id}/${route}`, text, { "content-type": "application/json", ...headers });
}

async function finishWithError(id, error) {
  const body = describe(error);
  await finish(id, "error", JSON.stringify(body), { "lambda-runtime-function-error-type": body.errorType });
}

/** Tells of an error that nothing caught, and ends. */
async function fail(error, title, code) {
  logError(title, error);
  if (current?.id !== undefined) {
    await finishWithError(current.id, error);
  }
  process.exit(code);
}

process.on("beforeExit", () => current?.whenEmpty?.());
process.on("uncaughtException", (error) => fail(error, "Uncaught Exception", 129));
process.on("unhandledRejection", (reason) => {
  const error = new RuntimeError("Runtime.UnhandledPromiseRejection", String(reason), reason);
  fail(error, "Unhandled Promise Rejection", 128);
});

async function main() {
  replaceConsole();
  let handler;
  try {
    handler = await loadHandler();
  } catch (error) {
    logError("Uncaught Exception", error);
    const body = describe(error);
    const headers = { "lambda-runtime-function-error-type": body.errorType };
    await call("POST", "/init/error", JSON.stringify(body), headers);
    process.exit(1);
  }
  for (;;) {
    const next = await call("GET", "/invocation/next");
    await answerInvocation(handler, next);
  }
}

main();
