import assert from "node:assert/strict";
import { test } from "node:test";
import { invalidDefinitionText } from "./diagnostics";
import { type MachineType, validateDefinition } from "./validate";

// What is refused, and AWS's words for it.

const refusal = (definition: object | string, type: MachineType = "STANDARD"): string => {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  const validated = validateDefinition(text, type);
  return "diagnostics" in validated ? invalidDefinitionText(validated.diagnostics) : "";
};
const one = (state: object, more: object = {}) => ({ StartAt: "S", States: { S: state, ...more } });
const end = { End: true };
const task = (Resource: string) => one({ Type: "Task", Resource, ...end });
const why = (text: string) => `Invalid State Machine Definition: '${text}'`;

const cases: readonly (readonly [what: string, definition: object | string, message: string, type?: MachineType])[] = [
  ["no object", "[]", "INVALID_JSON_DESCRIPTION: Definition must be a valid JSON object"],
  ["no states", { StartAt: "S" }, "SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /"],
  ["nothing", {}, "SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /"],
  [
    "another type",
    one({ Type: "Existing", ...end }),
    "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/S/Type",
  ],
  [
    "a state that is not there",
    one({ Type: "Pass", Next: "T" }),
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: T at /States/S/Next",
  ],
  [
    "a state that nothing leads to",
    one({ Type: "Pass", ...end }, { T: { Type: "Pass", ...end } }),
    'MISSING_TRANSITION_TARGET: State "T" is not reachable. at /States/T',
  ],
  [
    "no branches",
    one({ Type: "Parallel", Branches: [], ...end }),
    "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/S/Branches",
  ],
  [
    "no time",
    one({ Type: "Wait", Timestamp: "2016-12-05 21:29:29Z", ...end }),
    "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/S/Timestamp",
  ],
  [
    "no path",
    one({ Type: "Pass", Parameters: { "a.$": "States.Format('{}'" }, ...end }),
    "SCHEMA_VALIDATION_FAILED: The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call at /States/S/Parameters",
  ],
  [
    "a resource that is not there",
    task("arn:aws:states:::dynamodb:query"),
    "SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/S/Resource",
  ],
  [
    "to wait for a job in an express one",
    task("arn:aws:states:::glue:startJobRun.sync"),
    "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' service integration at /States/S/Resource",
    "EXPRESS",
  ],
  [
    "JSONPath in JSONata",
    { QueryLanguage: "JSONata", ...one({ Type: "Pass", QueryLanguage: "JSONPath", ...end }) },
    "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/S/QueryLanguage",
  ],
  [
    "a role without its ARN",
    one({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Credentials: {}, ...end }),
    "SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required but was missing at /States/S/Credentials",
  ],
];

for (const [what, definition, message, type] of cases) {
  test(`refused: ${what}`, () => assert.equal(refusal(definition, type), why(message)));
}

test("refused: names that stand twice, fields of the other language, unknown fields, all at once", () => {
  const branch = { StartAt: "S", States: { S: { Type: "Pass", ...end } } };
  assert.match(
    refusal(one({ Type: "Parallel", Branches: [branch], ...end })),
    /DUPLICATE_STATE_NAME: Duplicate State name: S/,
  );
  const two = refusal(one({ Type: "Pass", Output: 1, Colour: "red", ...end }));
  assert.match(
    two,
    /^Invalid State Machine Definition: ''SCHEMA_VALIDATION_FAILED: The field 'Output' .*', 'SCHEMA_.*'Colour'.*''$/,
  );
});

test("refused, and never an accident: what nobody would write", () => {
  for (const definition of [
    "[".repeat(100_000),
    JSON.stringify(one({ Type: "Parallel", Branches: [1], ...end })),
    JSON.stringify(one({ Type: "Choice", Choices: [{ And: {}, Next: "S" }, { Or: [], Next: "S" }, null] })),
    JSON.stringify(one({ Type: "Map", ItemProcessor: {}, ItemReader: {}, ...end })),
    JSON.stringify(one({ Type: "Task", Resource: 1, Retry: [{ ErrorEquals: [1] }], Catch: [2], ...end })),
    JSON.stringify(one({ Type: "Pass", Parameters: { "__proto__.$": 1 }, ResultPath: "$..a", InputPath: 7, ...end })),
    '{"StartAt":"__proto__","States":{"a":{"Type":"Succeed"}}}',
    "null",
  ]) {
    assert.notEqual(refusal(definition), "", definition.slice(0, 200));
  }
});

test("taken: every kind of state, in both languages", () => {
  const jsonPath = {
    StartAt: "A",
    TimeoutSeconds: 10,
    States: {
      A: { Type: "Pass", Result: 1, ResultPath: "$.a", Next: "B" },
      B: { Type: "Wait", SecondsPath: "$.a", Next: "C" },
      C: { Type: "Choice", Choices: [{ Not: { Variable: "$.a", IsNull: true }, Next: "D" }], Default: "F" },
      D: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
          ...one({ Type: "Succeed" }),
        },
        ItemReader: { Resource: "arn:aws:states:::s3:getObject", Parameters: { Bucket: "b", Key: "k" } },
        ToleratedFailurePercentage: 5,
        Label: "L",
        Next: "E",
      },
      E: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:glue:getTables",
        Parameters: { DatabaseName: "d" },
        Retry: [{ ErrorEquals: ["States.ALL"], MaxDelaySeconds: 5, JitterStrategy: "FULL" }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "F" }],
        End: true,
      },
      F: { Type: "Fail", CausePath: "States.JsonToString($)" },
    },
  };
  assert.equal(refusal(jsonPath), "");
  const jsonata = {
    QueryLanguage: "JSONata",
    StartAt: "A",
    States: {
      A: { Type: "Wait", Seconds: "{% $states.input.s %}", Next: "B" },
      B: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: "{% $states.input %}",
        Assign: { x: "{% 1 %}" },
        End: true,
      },
    },
  };
  assert.equal(refusal(jsonata), "");
});
