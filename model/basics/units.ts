/** A span of time as Compose and systemd both read it: `30s`, `5m`, `1h`, `7d`. */
export type Duration = `${number}${"s" | "m" | "h" | "d"}`;

/** An amount of memory or disk as Compose reads it: `256m`, `4g`. */
export type Size = `${number}${"m" | "g"}`;

/** True for text that is a `Duration`; for data that no type has checked. */
export function isDuration(text: string | undefined): text is Duration {
  return /^\d+(\.\d+)?[smhd]$/.test(text ?? "");
}

/** True for text that is a `Size` in whole numbers; for data that no type has checked. */
export function isSize(text: string | undefined): text is Size {
  return /^\d+[mg]$/.test(text ?? "");
}

const secondsPerUnit = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Seconds in a `Duration`. */
export function toSeconds(duration: Duration): number {
  const unit = duration.slice(-1) as keyof typeof secondsPerUnit;
  return Number(duration.slice(0, -1)) * secondsPerUnit[unit];
}

const mebibytesPerUnit = { m: 1, g: 1_024 } as const;

/** Mebibytes in a `Size`. */
export function toMebibytes(size: Size): number {
  const unit = size.slice(-1) as keyof typeof mebibytesPerUnit;
  return Number(size.slice(0, -1)) * mebibytesPerUnit[unit];
}
