/** npm run build: dist/ out of the sources. A build that succeeds says nothing, since `npm run demo` begins with one. */
import { build } from 'rolldown';
import config from '../rolldown.config.mjs';

await build(config);
