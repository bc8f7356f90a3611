/** What a state machine of the exercise is made of: the solution, and in the clauses what mistakes change in it. */
export interface MachineParts {
  /** The ending of a job's Resource. */
  readonly sync: string;
  readonly day: string;
  readonly write: string | undefined;
  readonly isParallel: boolean;
  readonly retry: readonly object[];
  /** The states whose failure is caught. */
  readonly caught: readonly string[];
  /** The text of the message, as JSONata. */
  readonly message: string;
  /** What follows the message. */
  readonly last: "fail" | "end" | "gold";
}

export const rightParts: MachineParts = {
  sync: ".sync",
  day: "{% $states.context.Execution.Input.day %}",
  write: "replace",
  isParallel: true,
  retry: [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 1, MaxAttempts: 2 }],
  caught: ["Raw", "Silver", "Gold"],
  message: "{% $states.context.Execution.Input.day & ' failed: ' & $error %}",
  last: "fail",
};

/** The definition of `kiosk-daily-batch`. */
export function dailyDefinition(parts: MachineParts, topicArn: string): object {
  const { sync, day, write, isParallel, retry, caught, message, last } = parts;
  const job = (JobName: string, more: object): object => ({
    Type: "Task",
    Resource: `arn:aws:states:::glue:startJobRun${sync}`,
    Arguments: {
      JobName,
      Arguments: { "--day": day, ...(write !== undefined && JobName === "kiosk-raw" && { "--write": write }) },
    },
    ...(retry.length > 0 && { Retry: retry }),
    ...more,
  });
  const catches = (name: string): object =>
    caught.includes(name)
      ? { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Tell", Assign: { error: "{% $states.errorOutput.Cause %}" } }] }
      : {};
  const silver = isParallel
    ? {
        Silver: {
          Type: "Parallel",
          Branches: ["Sales", "Orders"].map((name) => ({
            StartAt: name,
            States: { [name]: job(`kiosk-${name.toLowerCase()}`, { End: true }) },
          })),
          ...catches("Silver"),
          Next: "Gold",
        },
      }
    : {
        Silver: job("kiosk-sales", { ...catches("Silver"), Next: "Orders" }),
        Orders: job("kiosk-orders", { ...catches("Silver"), Next: "Gold" }),
      };
  const tell = {
    Type: "Task",
    Resource: "arn:aws:states:::sns:publish",
    Arguments: { TopicArn: topicArn, Subject: "A night of the kiosk failed", Message: message },
    ...(last === "end" ? { End: true } : { Next: last === "gold" ? "Silver" : "Failed" }),
  };
  return {
    QueryLanguage: "JSONata",
    StartAt: "Raw",
    States: {
      Raw: job("kiosk-raw", { ...catches("Raw"), Next: "Silver" }),
      ...silver,
      Gold: job("kiosk-gold", { ...catches("Gold"), End: true }),
      ...(caught.length > 0 && { Tell: tell }),
      ...(caught.length > 0 &&
        last === "fail" && { Failed: { Type: "Fail", Error: "NightFailed", Cause: "{% $error %}" } }),
    },
  };
}

export interface ManyParts {
  readonly sync: string;
  readonly isCaught: boolean;
  readonly isRed: boolean;
  readonly cause: string;
}

export const rightManyParts: ManyParts = {
  sync: ".sync:2",
  isCaught: true,
  isRed: true,
  cause: "{% $join($states.input[failed = true].day, ', ') %}",
};

/** The definition of `kiosk-many-days`. */
export function manyDefinition({ sync, isCaught, isRed, cause }: ManyParts, dailyArn: string): object {
  const item = (failed: boolean): object => ({ day: "{% $states.context.Map.Item.Value %}", failed });
  const one = {
    Type: "Task",
    Resource: `arn:aws:states:::states:startExecution${sync}`,
    Arguments: { StateMachineArn: dailyArn, Input: { day: "{% $states.context.Map.Item.Value %}" } },
    Output: item(false),
    ...(isCaught && { Catch: [{ ErrorEquals: ["States.ALL"], Output: item(true), Next: "Noted" }] }),
    End: true,
  };
  return {
    QueryLanguage: "JSONata",
    StartAt: "Each",
    States: {
      Each: {
        Type: "Map",
        Items: "{% $states.input.days %}",
        MaxConcurrency: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: "One",
          States: { One: one, ...(isCaught && { Noted: { Type: "Pass", End: true } }) },
        },
        ...(isRed ? { Next: "All good?" } : { End: true }),
      },
      ...(isRed && {
        "All good?": {
          Type: "Choice",
          Choices: [{ Condition: "{% $count($states.input[failed = true]) = 0 %}", Next: "Done" }],
          Default: "Failed",
        },
        Done: { Type: "Succeed" },
        Failed: { Type: "Fail", Error: "DaysFailed", Cause: cause },
      }),
    },
  };
}
