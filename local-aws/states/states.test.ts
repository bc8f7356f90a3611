import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Target, withRole } from "../testing/target/target";
import { inShort, StatesLab } from "./testing/states-lab";

// What the states do, in JSONPath. The histories are as AWS tells them.

const lab = new StatesLab(new Target());
before(() => lab.start());
after(() => lab.end());

const pass = (more: object = {}) => ({ Type: "Pass", End: true, ...more });
const one = (state: object, more: object = {}) => ({ StartAt: "S", States: { S: state, ...more } });

test("a Pass state: its result, its path, and the events of the execution", withRole, async () => {
  const definition = one(pass({ Result: { a: 1 }, ResultPath: "$.made.here" }));
  const { status, value, events } = await lab.run(definition, { kept: true });
  assert.equal(status, "SUCCEEDED");
  assert.deepEqual(value, { kept: true, made: { here: { a: 1 } } });
  assert.deepEqual(inShort(events), [
    "1<-0 ExecutionStarted",
    "2<-0 PassStateEntered",
    "3<-2 PassStateExited",
    "4<-3 ExecutionSucceeded",
  ]);
  assert.deepEqual(events[1]?.stateEnteredEventDetails, {
    name: "S",
    input: '{"kept":true}',
    inputDetails: { truncated: false },
  });
});

test("InputPath, Parameters, OutputPath, the context object and intrinsic functions", withRole, async () => {
  const { value } = await lab.run(
    one(
      pass({
        InputPath: "$.order",
        Parameters: {
          "first.$": "$.items[0].name",
          "names.$": "$.items[*].name",
          "dear.$": "$.items[?(@.price > 3 && @.name != 'c')].name",
          "text.$": "States.Format('{} of {}', $.items[1].name, States.ArrayLength($.items))",
          "machine.$": "$$.StateMachine.Name",
          "deep.$": "$..price",
          plain: { "inner.$": "$$.Execution.Input.order.items[-1].price" },
        },
        OutputPath: "$",
      }),
    ),
    {
      order: {
        items: [
          { name: "a", price: 3 },
          { name: "b", price: 4 },
          { name: "c", price: 5 },
        ],
      },
    },
  );
  assert.match((value as { machine: string }).machine, /machine-\d+$/);
  assert.deepEqual(
    { ...(value as object), machine: "" },
    {
      first: "a",
      names: ["a", "b", "c"],
      dear: ["b"],
      text: "b of 3",
      machine: "",
      deep: [3, 4, 5],
      plain: { inner: 5 },
    },
  );
});

test("a path that leads nowhere ends the execution in AWS's words, and no Catch takes it", withRole, async () => {
  const { status, error, cause } = await lab.run(one(pass({ Parameters: { "a.$": "$.none" } })), { b: 1 });
  assert.equal(status, "FAILED");
  assert.equal(error, "States.Runtime");
  assert.equal(
    cause,
    "An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath '$.none' specified for the field 'a.$' could not be found in the input '{\"b\":1}'",
  );
  const nowhere = await lab.run(one(pass({ InputPath: "$.x.y" })));
  assert.match(nowhere.cause ?? "", /Invalid path '\$\.x\.y' : No results for path: \$\['x'\]\['y'\]$/);
});

test("a Choice takes the first rule that holds, its Default, or fails", withRole, async () => {
  const choice = {
    Type: "Choice",
    Choices: [
      { Variable: "$.n", NumericGreaterThan: 10, Next: "Big" },
      { And: [{ Variable: "$.n", IsNumeric: true }, { Not: { Variable: "$.n", NumericLessThan: 0 } }], Next: "Small" },
      { Variable: "$.n", StringMatches: "ab*\\*", Next: "Text" },
    ],
  };
  const states = { Big: pass({ Result: "big" }), Small: pass({ Result: "small" }), Text: pass({ Result: "text" }) };
  const machine = await lab.machine(one(choice, states));
  const of = async (n: unknown) => (await lab.ended(await lab.begin(machine, { n }))).value;
  assert.deepEqual(await Promise.all([11, 10, "abc*", "abc"].map(of)), ["big", "small", "text", undefined]);
  const failed = await lab.ended(await lab.begin(machine, { n: -1 }));
  assert.equal(failed.error, "States.NoChoiceMatched");
  const missing = await lab.ended(await lab.begin(machine, {}));
  assert.equal(missing.error, "States.Runtime");
  assert.match(
    missing.cause ?? "",
    /Invalid path '\$\.n': The choice state's condition path references an invalid value/,
  );
});

test("a Fail state ends the execution with its error and cause, also from paths", withRole, async () => {
  const plain = await lab.run(one({ Type: "Fail", Error: "Mine", Cause: "because" }));
  assert.deepEqual([plain.status, plain.error, plain.cause], ["FAILED", "Mine", "because"]);
  assert.deepEqual(inShort(plain.events), ["1<-0 ExecutionStarted", "2<-0 FailStateEntered", "3<-2 ExecutionFailed"]);
  const path = await lab.run(one({ Type: "Fail", ErrorPath: "$.e", CausePath: "States.Format('cause: {}', $.c)" }), {
    e: "E",
    c: 1,
  });
  assert.deepEqual([path.error, path.cause], ["E", "cause: 1"]);
});

test("a Parallel state gives all outputs in order; what it tells", withRole, async () => {
  const branch = (name: string, result: unknown) => ({ StartAt: name, States: { [name]: pass({ Result: result }) } });
  const { value, events } = await lab.run(
    one({ Type: "Parallel", Branches: [branch("A", 1), branch("B", 2)], End: true, ResultPath: "$.out" }),
    { in: 0 },
  );
  assert.deepEqual(value, { in: 0, out: [1, 2] });
  const types = events.map(({ type }) => type);
  assert.deepEqual(
    types.filter((type) => type?.startsWith("Parallel")),
    ["ParallelStateEntered", "ParallelStateStarted", "ParallelStateSucceeded", "ParallelStateExited"],
  );
  const entered = events.filter(({ type }) => type === "PassStateEntered");
  assert.deepEqual(
    entered.map(({ previousEventId }) => previousEventId),
    [3, 3],
  );
  const [succeeded, exited] = events.slice(-3);
  assert.equal(succeeded?.previousEventId, exited?.previousEventId);
});

test("a branch that fails ends the others, and is caught", withRole, async () => {
  const started = Date.now();
  const { value, events } = await lab.run(
    one(
      {
        Type: "Parallel",
        Branches: [
          { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 60, End: true } } },
          { StartAt: "Bad", States: { Bad: { Type: "Fail", Error: "Bad", Cause: "why" } } },
        ],
        Catch: [
          { ErrorEquals: ["Other"], Next: "Never" },
          { ErrorEquals: ["States.ALL"], ResultPath: "$.e", Next: "Done" },
        ],
        End: true,
      },
      { Never: pass(), Done: pass() },
    ),
    { kept: 1 },
  );
  assert.ok(Date.now() - started < 10_000);
  assert.deepEqual(value, { kept: 1, e: { Error: "Bad", Cause: "why" } });
  const types = events.map(({ type }) => type);
  assert.ok(types.includes("WaitStateAborted"), types.join());
  assert.ok(types.includes("ParallelStateFailed") && types.includes("ParallelStateExited"), types.join());
});

test("a Map state: items, selector, order, and what it tells one after the other", withRole, async () => {
  const { value, events } = await lab.run(
    one({
      Type: "Map",
      ItemsPath: "$.list",
      MaxConcurrency: 1,
      ItemSelector: { "at.$": "$$.Map.Item.Index", "value.$": "$$.Map.Item.Value", "more.$": "$.more" },
      ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, StartAt: "I", States: { I: pass() } },
      ResultSelector: { "ats.$": "$[*].at", "values.$": "$[*].value", "more.$": "$[0].more" },
      End: true,
    }),
    { list: ["a", { b: 1 }, null], more: true },
  );
  assert.deepEqual(value, { ats: [0, 1, 2], values: ["a", { b: 1 }, null], more: true });
  assert.deepEqual(inShort(events).slice(1), [
    "2<-0 MapStateEntered",
    "3<-2 MapStateStarted",
    "4<-3 MapIterationStarted",
    "5<-4 PassStateEntered",
    "6<-5 PassStateExited",
    "7<-6 MapIterationSucceeded",
    "8<-6 MapIterationStarted",
    "9<-8 PassStateEntered",
    "10<-9 PassStateExited",
    "11<-10 MapIterationSucceeded",
    "12<-10 MapIterationStarted",
    "13<-12 PassStateEntered",
    "14<-13 PassStateExited",
    "15<-14 MapIterationSucceeded",
    "16<-15 MapStateSucceeded",
    "17<-15 MapStateExited",
    "18<-17 ExecutionSucceeded",
  ]);
});

test("an iteration that fails fails the Map state as AWS tells it", withRole, async () => {
  const { value, events } = await lab.run(
    one(
      {
        Type: "Map",
        ItemProcessor: { StartAt: "I", States: { I: { Type: "Fail", Error: "E", Cause: "C" } } },
        Catch: [{ ErrorEquals: ["E"], Next: "Caught" }],
        End: true,
      },
      { Caught: pass() },
    ),
    [1],
  );
  assert.deepEqual(value, { Error: "E", Cause: "C" });
  assert.deepEqual(inShort(events).slice(2, 8), [
    "3<-2 MapStateStarted",
    "4<-3 MapIterationStarted",
    "5<-4 FailStateEntered",
    "6<-5 MapIterationFailed",
    "7<-5 MapStateFailed",
    "8<-7 MapStateExited",
  ]);
  const none = await lab.run(
    one({ Type: "Map", ItemProcessor: { StartAt: "I", States: { I: pass() } }, End: true }),
    {},
  );
  assert.match(none.cause ?? "", /Reference path "\$" must point to array/);
});

test("variables: assigned at once, seen by what is inside, and told at the exit", withRole, async () => {
  const { value, events } = await lab.run(
    {
      StartAt: "A",
      States: {
        A: { Type: "Pass", Assign: { "x.$": "$.n", y: 2 }, Next: "B" },
        B: {
          Type: "Map",
          ItemsPath: "$.list",
          ItemSelector: { "sum.$": "States.MathAdd($$.Map.Item.Value, $x)" },
          ItemProcessor: {
            StartAt: "I",
            States: { I: pass({ Parameters: { "sum.$": "$.sum", "x.$": "$x", "y.$": "$y" } }) },
          },
          Next: "C",
        },
        C: { Type: "Pass", Assign: { "x.$": "$y", "y.$": "$x" }, Next: "D" },
        D: pass({ Parameters: { "was.$": "$", "x.$": "$x", "y.$": "$y" } }),
      },
    },
    { n: 10, list: [1, 2] },
  );
  assert.deepEqual(value, {
    was: [
      { sum: 11, x: 10, y: 2 },
      { sum: 12, x: 10, y: 2 },
    ],
    x: 2,
    y: 10,
  });
  const [first] = events.filter(({ type }) => type === "PassStateExited");
  assert.deepEqual(first?.stateExitedEventDetails?.assignedVariables, { x: "10", y: "2" });
});

test("Wait states wait for seconds and until a time, and refuse what is no time", withRole, async () => {
  const started = Date.now();
  const waited = await lab.run(one({ Type: "Wait", Seconds: 1, End: true }));
  assert.equal(waited.status, "SUCCEEDED");
  assert.ok(Date.now() - started >= 1_000);
  const past = await lab.run(one({ Type: "Wait", TimestampPath: "$.t", End: true }), { t: "2020-01-01T00:00:00Z" });
  assert.deepEqual(inShort(past.events).slice(1), [
    "2<-0 WaitStateEntered",
    "3<-2 WaitStateExited",
    "4<-3 ExecutionSucceeded",
  ]);
  for (const [state, input, cause] of [
    [{ SecondsPath: "$.s" }, {}, "The SecondsPath parameter does not reference an input value: $.s"],
    [{ SecondsPath: "$.s" }, { s: -1 }, "The SecondsPath parameter references a negative value: $.s == -1"],
    [{ SecondsPath: "$.s" }, { s: 1.5 }, "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5"],
    [{ SecondsPath: "$.s" }, { s: 99_999_999_999 }, "Wait state delay is too long."],
    [
      { TimestampPath: "$.t" },
      { t: "2016-13-05T21:29:29Z" },
      "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 2016-13-05T21:29:29Z",
    ],
  ] as const) {
    const { error, cause: told } = await lab.run(one({ Type: "Wait", ...state, End: true }), input);
    assert.equal(error, "States.Runtime");
    assert.equal(told, `An error occurred while executing the state 'S' (entered at the event id #2). ${cause}`);
  }
});

test("a result that is too long fails, and an execution may be over its time", withRole, async () => {
  const long = await lab.run(one(pass({ Parameters: { "a.$": "$.text", "b.$": "$.text" } })), {
    text: "x".repeat(150_000),
  });
  assert.equal(long.error, "States.DataLimitExceeded");
  assert.equal(
    long.cause,
    "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
  );
  const over = await lab.run({ ...one({ Type: "Wait", Seconds: 60, End: true }), TimeoutSeconds: 1 });
  assert.equal(over.status, "TIMED_OUT");
  assert.equal(over.events.at(-1)?.type, "ExecutionTimedOut");
});
