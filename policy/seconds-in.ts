import { type Duration, toSeconds } from "../model/basics/units";

/** Seconds in text like `30s` or `24h`; `undefined` where it is no such text or no time at all. */
export function secondsIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+(\.\d+)?[smhd]$/.test(text)) return undefined;
  const seconds = toSeconds(text as Duration);
  return seconds > 0 ? seconds : undefined;
}
