import assert from "node:assert/strict";
import { test } from "node:test";
import { parseGlueCron } from "./glue-cron";

test("schedules are due when Glue's documentation says", () => {
  const cases: [string, string[], string[]][] = [
    ["cron(15 12 * * ? *)", ["2025-07-12T12:15"], ["2025-07-12T12:16", "2025-07-12T13:15"]],
    ["cron(0 18 ? * MON-FRI *)", ["2025-07-11T18:00"], ["2025-07-12T18:00", "2025-07-13T18:00"]],
    ["cron(0 8 1 * ? *)", ["2025-07-01T08:00"], ["2025-07-02T08:00"]],
    ["cron(0/15 * * * ? *)", ["2025-07-12T00:45", "2025-07-12T23:00"], ["2025-07-12T00:44"]],
    ["cron(0/10 * ? * 2-6 *)", ["2025-07-11T01:50"], ["2025-07-12T01:50"]],
    ["cron(0/5 8-17 ? * MON-FRI 2025)", ["2025-07-11T17:55"], ["2025-07-11T18:00", "2026-07-10T17:55"]],
    ["cron(0 0 L * ? *)", ["2024-02-29T00:00", "2025-02-28T00:00"], ["2024-02-28T00:00"]],
    ["cron(0 0 12W * ? *)", ["2025-07-11T00:00"], ["2025-07-12T00:00"]],
    ["cron(0 0 1W * ? *)", ["2025-02-03T00:00"], ["2025-01-31T00:00"]],
    ["cron(0 0 LW * ? *)", ["2025-08-29T00:00"], ["2025-08-31T00:00"]],
    ["cron(0 0 ? * L *)", ["2025-07-12T00:00"], ["2025-07-11T00:00"]],
    ["cron(0 0 ? * 6L *)", ["2025-07-25T00:00"], ["2025-07-18T00:00"]],
    ["cron(0 0 ? * FRI#2 *)", ["2025-07-11T00:00"], ["2025-07-04T00:00", "2025-07-18T00:00"]],
    ["cron(0 0 31W * ? *)", ["2025-01-31T00:00", "2025-05-30T00:00"], ["2025-04-30T00:00", "2025-06-02T00:00"]],
    ["cron(0 0 ? 2 FRI#5 *)", ["2036-02-29T00:00"], ["2025-02-28T00:00", "2032-02-27T00:00"]],
    ["cron(0 0 1 1 ? */3)", ["1970-01-01T00:00", "2024-01-01T00:00"], ["1971-01-01T00:00", "2025-01-01T00:00"]],
    ["cron(0 6,18 ? JAN,MAR * 2020-2030)", ["2025-03-02T18:00"], ["2025-02-02T18:00"]],
  ];
  for (const [expression, due, notDue] of cases) {
    const cron = parseGlueCron(expression);
    assert.deepEqual(
      [...due, ...notDue].filter((time) => cron.matches(new Date(`${time}Z`))),
      due,
      expression,
    );
  }
});

test("what is no schedule of Glue's is refused", () => {
  for (const expression of [
    "0 12 * * ? *",
    "rate(5 minutes)",
    "cron(0 12 * * ?)",
    "cron(0 12 * * * *)",
    "cron(0 12 ? * ? *)",
    "cron(60 12 * * ? *)",
    "cron(0 24 * * ? *)",
    "cron(0 12 0 * ? *)",
    "cron(0 12 * JANUARY ? *)",
    "cron(0 12 ? * 8 *)",
    "cron(0 12 ? * 2#6 *)",
    "cron(0 12 * * ? 1969)",
    "cron(10-5 12 * * ? *)",
    "cron(0/0 12 * * ? *)",
    "cron(* * * * ? *)",
    "cron(0/4 * * * ? *)",
    "cron(0,58 * * * ? *)",
    "cron(0 12 131/4 * ? *)",
    "cron(0 /2 * * ? *)",
    "cron(? 12 * * ? *)",
    "cron(0 12 ? * +MON *)",
    "cron(0 12 ? * 2#L *)",
    "cron(0 12 L,3 * ? *)",
    "cron(0 12 * * ? 2200)",
    "cron( 0 12 x * ? *)",
  ]) {
    assert.throws(() => parseGlueCron(expression), { code: "InvalidInputException" }, expression);
  }
});
