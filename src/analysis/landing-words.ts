import type { LandingReason } from './landing-order.ts';

/** Why the holder of a conflicting pair goes first, to follow "which goes first:". */
export function landingWords(because: LandingReason): string {
  switch (because.by) {
    case 'dependency':
      return 'the other one depends on it';
    case 'authorised':
      return 'authorised earlier';
    case 'conflicts':
      return 'in fewer conflicts';
    case 'size':
      return 'smaller';
    case 'age':
      return 'older';
    case 'name':
      return 'first by name';
  }
}
