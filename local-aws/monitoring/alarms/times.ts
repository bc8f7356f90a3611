/** A time as alarms' messages have it, such as `2019-10-02T17:04:40.989+0000`. @param time In milliseconds since 1970. */
export const alarmTime = (time: number): string => new Date(time).toISOString().replace("Z", "+0000");

/** As reasons of states have it, such as `02/10/19 16:59:00`. */
export function reasonTime(time: number): string {
  const [date = "", clock = ""] = new Date(time).toISOString().split("T");
  const [year = "", month, day] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${clock.slice(0, 8)}`;
}

/** As reasons of composite alarms have it, such as `Friday 29 May, 2020 22:10:36 UTC`. */
export function longTime(time: number): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options }).format(time);
  const clock = new Date(time).toISOString().slice(11, 19);
  return `${part({ weekday: "long" })} ${part({ day: "2-digit" })} ${part({ month: "long" })}, ${part({ year: "numeric" })} ${clock} UTC`;
}
