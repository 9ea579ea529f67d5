import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import { type ByteFeed, LF, misfit, type Reading, readPieces } from './byte-feed.ts';
import { hardenedArgs, hardenedEnv } from './git-process.ts';

export interface GitObject {
  readonly id: Sha;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly bytes: number;
}

/** Objects by name, over one `git cat-file` that is started at the first question and stays. */
export interface ObjectReader {
  /** Same order as asked; undefined = not here. Names are full ids with `^{commit}` or `:<path>`, never text from outside. */
  info(names: readonly string[]): Promise<readonly (GitObject | undefined)[]>;
  /** The contents of objects that `info` has found. */
  contents(ids: readonly Sha[]): Promise<ReadonlyMap<Sha, Buffer>>;
  close(): Promise<void>;
}

/** @param seconds for each question, in its turn. */
export function objectReader(
  gitDir: string,
  remedy: string,
  seconds: number = LIMITS.gitSeconds,
): ObjectReader {
  let running: Running | undefined;
  const ask = <T>(
    command: string,
    names: readonly string[],
    read: Answer<T>,
  ): Promise<readonly T[]> => {
    if (names.length === 0) return Promise.resolve([]);
    running ??= start(gitDir, remedy, seconds);
    return running.ask(command, names, read);
  };
  return {
    info: (names) => ask('info', names, readInfo),
    contents: async (ids) => new Map(await ask('contents', ids, readContents)),
    close: async () => running?.stop(),
  };
}

type Answer<T> = (feed: ByteFeed) => Reading<T>;

function* readInfo(feed: ByteFeed): Reading<GitObject | undefined> {
  const line = (yield* feed.token(LF)).toString('latin1');
  const found = /^([0-9a-f]+) (blob|tree|commit|tag) (\d+)$/.exec(line);
  if (found)
    return { id: found[1] as Sha, type: found[2] as GitObject['type'], bytes: Number(found[3]) };
  // Git that is newer says so of the commit of a submodule, which is never here.
  if (/ (?:missing|submodule)$/.test(line)) return undefined;
  throw misfit();
}

function* readContents(feed: ByteFeed): Reading<readonly [Sha, Buffer]> {
  const found = yield* readInfo(feed);
  if (!found) throw broken('An object went away');
  const content = yield* feed.bytes(found.bytes);
  yield* feed.token(LF);
  // Git streams a loose file as it is. One that is shorter than it says would shift every later answer to a wrong question.
  if (idOf(found, content) !== found.id) throw broken(`Object ${found.id} is broken`);
  return [found.id, content];
}

function broken(what: string): GateError {
  return new GateError('access', what, { remedy: 'Check the repository with: git fsck' });
}

function idOf({ id, type, bytes }: GitObject, content: Buffer): string {
  const digest = createHash(id.length === 40 ? 'sha1' : 'sha256');
  return digest.update(`${type} ${bytes}\0`).update(content).digest('hex');
}

interface Batch {
  readonly count: number;
  readonly read: Answer<unknown>;
  readonly done: (answers: readonly unknown[]) => void;
  readonly failed: (error: unknown) => void;
}

interface Running {
  ask<T>(command: string, names: readonly string[], read: Answer<T>): Promise<readonly T[]>;
  stop(): Promise<void>;
}

/** Answers come in the order of the questions, so the batch that waits longest owns what is printed next. */
function start(gitDir: string, remedy: string, seconds: number): Running {
  const args = hardenedArgs(['cat-file', '--batch-command', '--buffer']);
  const child = spawn('git', args, {
    cwd: gitDir,
    env: hardenedEnv(gitDir),
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting: Batch[] = [];
  /** Asked in one go and not sent yet: each write wakes git up, and hundreds ask at the same moment. */
  let unsent: string[] = [];
  const send = () => {
    child.stdin.write(`${unsent.join('')}flush\n`);
    unsent = [];
  };
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  /** Why there will be no more answers: whoever asks later is told the same. */
  let over: unknown;
  const fail = (error: unknown) => {
    over ??= error;
    for (const batch of waiting.splice(0)) batch.failed(error);
    child.kill('SIGKILL');
  };
  const gone = (what: string, cause?: unknown) =>
    new GateError('access', `git cat-file ${what}`, { remedy, cause });

  const output = readPieces(function* (feed): Reading<void> {
    while ((yield* feed.peek()) !== undefined) {
      const [batch] = waiting;
      if (!batch) throw misfit();
      const answers: unknown[] = [];
      while (answers.length < batch.count) answers.push(yield* batch.read(feed));
      waiting.shift();
      batch.done(answers);
    }
  });
  child.stdout.on('data', (piece: Buffer) => {
    try {
      output.push(piece);
    } catch (error) {
      fail(error);
    }
  });
  child.stdin.on('error', () => {});
  child.on('error', (cause) => fail(gone('could not be started', cause)));
  child.on('close', (code, signal) => fail(gone(`ended with ${code ?? signal}`)));

  return {
    ask<T>(command: string, names: readonly string[], read: Answer<T>) {
      return new Promise<readonly T[]>((resolve, reject) => {
        if (over !== undefined) return reject(over);
        const clock = setTimeout(
          () => fail(gone(`did not answer within ${seconds} s`)),
          seconds * 1000,
        );
        waiting.push({
          count: names.length,
          read,
          done: (answers) => {
            clearTimeout(clock);
            // `read` made them.
            resolve(answers as readonly T[]);
          },
          failed: (error) => {
            clearTimeout(clock);
            reject(error);
          },
        });
        if (unsent.length === 0) process.nextTick(send);
        for (const name of names) unsent.push(`${command} ${name}\n`);
      });
    },
    async stop() {
      child.stdin.end();
      child.kill();
      await ended;
    },
  };
}
