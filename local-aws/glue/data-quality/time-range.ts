/** Whether a moment lies between two others, each of which may be left open. */
export function isInTimeRange(moment: Date | undefined, after: Date | undefined, before: Date | undefined): boolean {
  const time = moment?.getTime() ?? 0;
  return (after === undefined || time > after.getTime()) && (before === undefined || time < before.getTime());
}
