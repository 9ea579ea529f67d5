import { characters, matchWild, splitPattern } from './scope-match.ts';

/**
 * Whether every path that `inner` can ever reach is one that `outer` reaches. Never wrongly true; a pattern that is inside
 * only by several patterns together counts as outside. Costs no more than matching a path (threat E07).
 */
export function patternWithin(inner: string, outer: string): boolean {
  return (
    inner === outer || matchWild(splitPattern(outer), splitPattern(inner), '**', segmentWithin)
  );
}

/** Only a `**` of the outer pattern takes in a `**`: any other segment is one segment. */
function segmentWithin(outer: string, inner: string): boolean {
  return inner !== '**' && matchWild(characters(outer), characters(inner), '*', characterWithin);
}

function characterWithin(outer: string, inner: string): boolean {
  return inner !== '*' && (outer === '?' || outer === inner);
}
