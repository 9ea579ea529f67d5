/** The time of the emulated GitHub: it moves only when a test says so, so that a minute's limit needs no minute. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** To the second, as every timestamp of the API is written: 2026-01-05T09:00:00Z. */
  iso(): string;
  /** Moves on, and does what was due on the way, each at its own time. */
  advance(seconds: number): void;
  /** Does it when that many seconds have passed. */
  after(seconds: number, act: () => void): void;
}

export function virtualClock(start: number = Date.UTC(2026, 0, 5, 9)): Clock {
  let now = start;
  let due: { readonly at: number; readonly act: () => void }[] = [];
  return {
    now: () => now,
    iso: () => `${new Date(now).toISOString().slice(0, 19)}Z`,
    after(seconds, act) {
      due.push({ at: now + seconds * 1000, act });
    },
    advance(seconds) {
      const until = now + seconds * 1000;
      for (;;) {
        const next = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        due = due.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.act();
      }
      now = until;
    },
  };
}
