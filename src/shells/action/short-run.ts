import { setFlagsFromString } from 'node:v8';

/**
 * The step runs for a second or two, on a machine that has compiled nothing of it before: code that V8 optimises as early as
 * it does for a server is hardly used afterwards, and cost a fifth of the processor time. So a function must have run 15 times
 * as long as usual; one that a thousand pull requests keep busy still gets there. A V8 that has no such
 * flag says so in the log and goes on.
 */
setFlagsFromString('--interrupt-budget=1000000');
