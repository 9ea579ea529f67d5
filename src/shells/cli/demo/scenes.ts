import { DISHONEST_SCENES } from './dishonest-scenes.ts';
import { HONEST_SCENES } from './honest-scenes.ts';
import type { Scene } from './scene.ts';

/** In the order of their commits: the first was authorised first. */
export const SCENES: readonly Scene[] = [...HONEST_SCENES, ...DISHONEST_SCENES];
