import { type Timestamp, timestampMs } from "@bufbuild/protobuf/wkt";

/** "19:42" at the restaurant, wherever the phone thinks it is. */
export function clockTime(ms: number, timeZone: string, locale?: string): string {
  const options: Intl.DateTimeFormatOptions = { timeStyle: "short" };
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(ms);
  } catch {
    return new Intl.DateTimeFormat(locale, options).format(ms);
  }
}

export function millis(time: Timestamp | undefined): number | undefined {
  return time ? timestampMs(time) : undefined;
}

/** "4:07" or "1:04:07": how long something lasts, for a timer. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  if (hours > 0) parts.unshift(hours);
  return parts.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** "less than a minute", "1 minute", "12 minutes". */
export function minutes(ms: number): string {
  const count = Math.round(ms / 60_000);
  if (count < 1) return "less than a minute";
  return count === 1 ? "1 minute" : `${count} minutes`;
}

/** "22 Nov 2026, 19:42" at the restaurant. */
export function dateAndTime(ms: number, timeZone: string, locale?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(ms);
  } catch {
    return new Intl.DateTimeFormat(locale, options).format(ms);
  }
}
