/** The time; never used for an order between events. */
export interface Clock {
  /** ISO 8601, UTC, e.g. 2026-05-03T10:00:00.000Z */
  now(): string;
}
