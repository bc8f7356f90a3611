const dateMembers = new Set([
  "AnalyzedTime",
  "CompletedOn",
  "CreatedAfter",
  "CreatedBefore",
  "CreatedOn",
  "CreateTime",
  "EndTime",
  "CreationTime",
  "LastAccessTime",
  "LastAnalyzedTime",
  "LastModifiedAfter",
  "LastModifiedBefore",
  "LastModifiedOn",
  "LastUpdated",
  "LastUpdatedTime",
  "StartedAfter",
  "StartedBefore",
  "StartedOn",
  "StartTime",
  "UpdateTime",
]);
const namedByUsers = new Set([
  "Parameters",
  "DefaultArguments",
  "NonOverridableArguments",
  "Arguments",
  "DefaultRunProperties",
  "RunProperties",
  "WorkflowRunProperties",
  "Tags",
]);

/**
 * Turns Glue's date members into `Date`: they come as seconds since 1970 over the wire and as ISO texts from a file.
 * What users name (parameters, arguments, tags) stays as it is. Changes the value in place and returns it.
 */
export function reviveDates<Value>(value: Value): Value {
  if (Array.isArray(value)) {
    value.forEach(reviveDates);
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    const members = value as Record<string, unknown>;
    for (const [name, member] of Object.entries(members)) {
      if (dateMembers.has(name)) {
        members[name] = toDate(member);
      } else if (name === "DateColumnStatisticsData") {
        reviveBounds(member);
      } else if (!namedByUsers.has(name)) {
        reviveDates(member);
      }
    }
  }
  return value;
}

function reviveBounds(statistics: unknown): void {
  const bounds = statistics as Record<string, unknown>;
  for (const name of ["MinimumValue", "MaximumValue"]) {
    if (bounds[name] !== undefined) {
      bounds[name] = toDate(bounds[name]);
    }
  }
}

function toDate(value: unknown): unknown {
  return typeof value === "number" ? new Date(value * 1000) : typeof value === "string" ? new Date(value) : value;
}
