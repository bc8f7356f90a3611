import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inside, Target, withRole } from "../testing/target/target";
import { StatesLab } from "./testing/states-lab";

// State machines in JSONata.

const lab = new StatesLab(new Target());
before(() => lab.start());
after(() => lab.end());

const one = (state: object, more: object = {}) => ({
  QueryLanguage: "JSONata",
  StartAt: "S",
  States: { S: state, ...more },
});
const pass = (Output: unknown, more: object = {}) => ({ Type: "Pass", Output, End: true, ...more });

test("Output, Assign, $states and AWS's own functions", withRole, async () => {
  const { value } = await lab.run(
    one(
      {
        Type: "Pass",
        Assign: { total: "{% $sum($states.input.items.price) %}", name: "plain" },
        Output: { first: "{% $states.input.items[0].name %}", machine: "{% $states.context.StateMachine.Name %}" },
        Next: "T",
      },
      {
        T: pass({
          was: "{% $states.input.first %}",
          total: "{% $total + 1 %}",
          name: "{% $name & '!' %}",
          parts: "{% $partition([1, 2, 3], 2) %}",
          range: "{% $range(0, 6, 3) %}",
          hash: "{% $hash('a', 'SHA-256') %}",
          parsed: "{% $parse('{\"a\": [1]}').a %}",
          seeded: "{% $random(7) = $random(7) %}",
          uuid: "{% $length($uuid()) %}",
          list: ["{% 1 + 1 %}", "text {% 1 %}"],
        }),
      },
    ),
    {
      items: [
        { name: "a", price: 1.5 },
        { name: "b", price: 2 },
      ],
    },
  );
  assert.deepEqual(value, {
    was: "a",
    total: 4.5,
    name: "plain!",
    parts: [[1, 2], [3]],
    range: [0, 3, 6],
    // sha256 of "a", from coreutils
    hash: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    parsed: [1],
    seeded: true,
    uuid: 36,
    list: [2, "text {% 1 %}"],
  });
});

test("a Choice by conditions, a Map over Items, and a Parallel state", withRole, async () => {
  const { value, cause } = await lab.run(
    one(
      {
        Type: "Choice",
        Choices: [
          { Condition: "{% $states.input.n > 2 %}", Next: "Never" },
          { Condition: "{% $states.input.n = 2 %}", Next: "M" },
        ],
        Default: "Never",
      },
      {
        Never: { Type: "Fail" },
        M: {
          Type: "Map",
          Items: "{% $map([1..3], function($i) { $i * $states.input.n }) %}",
          ItemSelector: { item: "{% $states.context.Map.Item.Value %}", at: "{% $states.context.Map.Item.Index %}" },
          ItemProcessor: { StartAt: "I", States: { I: pass("{% $states.input.item + $states.input.at %}") } },
          Output: { sums: "{% $states.result %}", n: "{% $states.input.n %}" },
          Next: "P",
        },
        P: {
          Type: "Parallel",
          Arguments: "{% $states.input.sums %}",
          Branches: [
            { StartAt: "A", States: { A: pass("{% $max($states.input) %}") } },
            { StartAt: "B", States: { B: pass("{% $count($states.input) %}") } },
          ],
          End: true,
        },
      },
    ),
    { n: 2 },
  );
  assert.deepEqual(value, [8, 3], cause);
});

test("an expression without a value fails the state in AWS's words, and can be caught", withRole, async () => {
  const { error, cause, events } = await lab.run(one(pass({ result: "{% $doesNotExist %}" })));
  assert.equal(error, "States.QueryEvaluationError");
  assert.equal(
    cause,
    "An error occurred while executing the state 'S' (entered at the event id #2). The JSONata expression '$doesNotExist' specified for the field 'Output/result' returned nothing (undefined).",
  );
  const [failed] = events.filter(({ type }) => type === "EvaluationFailed");
  assert.deepEqual(failed?.evaluationFailedEventDetails, { error, cause, location: "Output/result", state: "S" });
  assert.equal(failed?.previousEventId, 0);
  const thrown = await lab.run(one(pass("{% $randomSeeded(1) %}")));
  assert.match(thrown.cause ?? "", /threw an error during evaluation. T1006: Attempted to invoke a non-function$/);
  const lambda = await lab.run(one(pass("{% function($x) { $x } %}")));
  assert.match(lambda.cause ?? "", /returned an unsupported result type\.$/);
  const items = await lab.run(
    one({ Type: "Map", Items: "{% 'text' %}", ItemProcessor: { StartAt: "I", States: { I: pass(1) } }, End: true }),
  );
  assert.match(
    items.cause ?? "",
    /The JSONata expression ''text'' specified for the field 'Items' returned an unexpected result type\. Expected 'array', but was 'string' for value: "text"$/,
  );
});

test("an expression that loops or eats memory fails its state; others go on meanwhile", inside, async () => {
  const started = Date.now();
  const [looping, regex, quick] = await Promise.all([
    lab.run(one(pass("{% ($f := function($n) { $f($n + 1) }; $f(1)) %}"))),
    lab.run(one(pass("{% $match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/) %}"))),
    lab.run(one(pass({ plain: 1 }))),
  ]);
  assert.equal(looping.error, "States.QueryEvaluationError");
  assert.equal(regex.error, "States.QueryEvaluationError");
  assert.deepEqual(quick.value, { plain: 1 });
  assert.ok(Number(quick.stopDate) - started < 3_000, "it waited for the others");
  const after = await lab.run(one(pass("{% 1 + 1 %}")));
  assert.equal(after.value, 2);
});

test("a state machine in JSONPath may have states in JSONata", withRole, async () => {
  const { value } = await lab.run(
    {
      StartAt: "S",
      States: {
        S: { ...pass("{% $states.input.a & 'b' %}"), QueryLanguage: "JSONata", End: undefined, Next: "T" },
        T: { Type: "Pass", Parameters: { "x.$": "$" }, End: true },
      },
    },
    { a: "a" },
  );
  assert.deepEqual(value, { x: "ab" });
});
