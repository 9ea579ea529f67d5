'use strict';
/**
 * The sandbox of one suite, that is given back when the suite has ended. Jest's own leaves every ES module of every suite
 * in memory, 5 to 13 MB a suite, and a process that starts a child copies its page tables first: at 1 GB each `git` of a
 * test takes 60 ms instead of 2.
 */
const { setFlagsFromString } = require('node:v8');
const { runInNewContext, SourceTextModule } = require('node:vm');
const { dirname } = require('node:path');

// Jest's packages belong to the version of jest, wherever npm has put them.
const core = require.resolve('@jest/core', { paths: [dirname(require.resolve('jest'))] });
const { default: Runtime } = require(require.resolve('jest-runtime', { paths: [dirname(core)] }));

/** Bytes: what a suite needs at most is live beside it, and a collection is rare enough to cost nothing. */
const MOST_HEAP = 150e6;

// As jest-leak-detector does it.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
// The cache holds each compiled script, and with it the sandbox it ran in; no other sandbox can use it.
setFlagsFromString('--no-compilation-cache');

module.exports = class extends Runtime {
  constructor(...given) {
    // Left to itself V8 lets it grow to hundreds of MB. Nothing refers to the suite before any more.
    if (process.memoryUsage().heapUsed > MOST_HEAP) collect();
    super(...given);
  }

  teardown() {
    for (const module of this.registries.getActiveEsmRegistry().values()) letGo(module);
    super.teardown();
  }
};

/**
 * Node holds what a module imports in a C++ object of its own, and forgets it in `instantiate` alone, which it calls for the
 * first module of a graph only (ModuleWrap::Instantiate, `resolve_cache_`). Of a module that has run it does nothing else.
 */
function letGo(module) {
  if (!(module instanceof SourceTextModule) || module.status !== 'evaluated') return;
  const wrap = Object.getOwnPropertySymbols(module).find(
    ({ description }) => description === 'kWrap',
  );
  if (wrap !== undefined) module[wrap].instantiate?.();
}
