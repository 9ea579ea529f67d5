import { GateError } from '../../model/gate-error.ts';

/**
 * Reads output that arrives in pieces as if it were all there: a reader is a generator that pauses where a piece ends.
 * Lines of any length pass through without being held; only tokens are, and they are bounded.
 */
export type Reading<T> = Generator<void, T, Buffer | undefined>;

export interface ByteFeed {
  /** The next byte, not taken; undefined = the end. */
  peek(): Reading<number | undefined>;
  /** All up to a delimiter, which is taken and left out. */
  token(delimiter: number): Reading<Buffer>;
  /** The same in pieces, for content that may be long. */
  pieces(delimiter: number, take: (piece: Buffer) => void): Reading<void>;
  /** Exactly so many bytes. */
  bytes(count: number): Reading<Buffer>;
}

export const [NUL, LF] = [0, 10];

/** Four times the longest path (git escapes a byte with up to four), twice in a line, and words around it. */
const LONGEST_TOKEN = 65_536;

/** @param read takes the feed and returns what it read. */
export function readPieces<T>(read: (feed: ByteFeed) => Reading<T>): {
  push(piece: Buffer): void;
  /** @throws when the output ended in the middle. */
  end(): T;
} {
  let piece: Buffer = Buffer.alloc(0);
  let at = 0;
  let ended = false;

  function* more(): Reading<boolean> {
    while (at === piece.length && !ended) {
      const next = yield;
      if (next === undefined) ended = true;
      else [piece, at] = [next, 0];
    }
    return at < piece.length;
  }

  const feed: ByteFeed = {
    *peek() {
      return at < piece.length || (yield* more()) ? piece[at] : undefined;
    },
    *token(delimiter) {
      const parts: Buffer[] = [];
      let bytes = 0;
      yield* feed.pieces(delimiter, (part) => {
        bytes += part.length;
        if (bytes > LONGEST_TOKEN) throw misfit();
        parts.push(part);
      });
      return parts[0] && parts.length === 1 ? parts[0] : Buffer.concat(parts);
    },
    *pieces(delimiter, take) {
      while (at < piece.length || (yield* more())) {
        const end = piece.indexOf(delimiter, at);
        const stop = end === -1 ? piece.length : end;
        take(piece.subarray(at, stop));
        at = end === -1 ? stop : stop + 1;
        if (end !== -1) return;
      }
      throw misfit();
    },
    *bytes(count) {
      const parts: Buffer[] = [];
      for (let left = count; left > 0; ) {
        if (at === piece.length && !(yield* more())) throw misfit();
        const part = piece.subarray(at, at + left);
        parts.push(part);
        at += part.length;
        left -= part.length;
      }
      return Buffer.concat(parts);
    },
  };

  const reading = read(feed);
  reading.next();
  return {
    push(next) {
      reading.next(next);
    },
    end() {
      const { done, value } = reading.next(undefined);
      if (!done) throw misfit();
      return value;
    },
  };
}

/** Git speaks a grammar that is fixed by its options: anything else is our misunderstanding, and no answer. */
export function misfit(): GateError {
  return new GateError('internal', 'git printed something that its documentation does not say', {
    remedy: 'Report this with the output of: git version',
  });
}
