import { Socket } from 'node:net';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { resolveRefs } from '../../src/evidence/resolve-refs.ts';
import { outputRules } from '../../src/gates/registry.ts';
import { attackOnOutput, outcomeOf } from '../support/attack.ts';
import { contract, outputFacts } from '../support/output-facts.ts';
import { refContext, refPorts } from '../support/ref-ports.ts';

/** Addresses that a careless resolver would ask: metadata services, loopback in many spellings, look-alikes of GitHub. */
const HOSTS = [
  '169.254.169.254/latest/meta-data/',
  '127.0.0.1:6379',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
  '[::1]',
  '[::ffff:169.254.169.254]',
  'localhost',
  'metadata.google.internal',
  'github.com.evil.example/acme/shop/pull/1',
  'github.com@evil.example',
  'evil.example#@github.com',
  'evil.example/?x=github.com',
  'gıthub.com/acme/shop',
  'xn--gthub-n4a.com',
  'github.com/acme/shop/commit/deadbeef',
];
const SCHEMES = ['http', 'https', 'ftp', 'file', 'gopher', 'git', 'ssh', 'data', 'ws'];
const URLS = SCHEMES.flatMap((scheme) =>
  HOSTS.flatMap((host) => [`${scheme}://${host}`, `url:${scheme}://${host}`]),
);

const connect = jest.spyOn(Socket.prototype, 'connect');
const fetched = jest.spyOn(globalThis, 'fetch');
afterAll(() => {
  connect.mockRestore();
  fetched.mockRestore();
});

const citing = async (url: string, field: 'ref' | 'artifact') => {
  const said = contract({
    'completed-steps': [
      { step: 'PKCE', artifact: 'src/auth/pkce.ts', ref: 'src/auth/pkce.ts', covers: ['AC2'] },
      {
        step: 'Proof',
        artifact: 'src/auth/pkce.ts',
        ref: 'src/auth/pkce.ts',
        covers: [],
        [field]: url,
      },
    ],
  });
  const { ports, asked } = refPorts();
  const [first, ...steps] = await resolveRefs(said['completed-steps'], refContext(), ports);
  const [, tests] = outputFacts().steps;
  if (!first || !tests) throw new Error('two steps');
  const facts = outputFacts({
    contract: {
      ...said,
      'completed-steps': [
        ...said['completed-steps'],
        ...outputFacts().contract['completed-steps'].slice(1),
      ],
    },
    steps: [first, ...steps, { ...tests, index: 2 }],
  });
  return { facts, asked };
};

describe('threat C14: an address that an executor chose is never asked', () => {
  test(`${URLS.length} addresses: none resolves, no port is asked, no socket is opened`, async () => {
    expect(URLS.length).toBeGreaterThanOrEqual(300);
    for (const url of URLS) {
      const { facts, asked } = await citing(url, 'ref');
      expect(asked).toEqual([]);
      expect(outcomeOf(outputRules, facts).state).toBe('failed');
    }
    expect(connect).not.toHaveBeenCalled();
    expect(fetched).not.toHaveBeenCalled();
  });
});

attackOnOutput({
  threat: 'C14',
  rule: 'output/refs-resolve',
  attacks: [
    {
      why: 'the metadata service of a cloud',
      facts: (await citing('http://169.254.169.254/latest', 'ref')).facts,
    },
    {
      why: 'a page of this very repository',
      facts: (await citing('https://github.com/acme/shop/pull/1', 'ref')).facts,
    },
    {
      why: 'an address as an artifact',
      facts: (await citing('https://evil.example/pkce.ts', 'artifact')).facts,
    },
    {
      why: 'an address under the kind that names it',
      facts: (await citing('url:https://evil.example', 'ref')).facts,
    },
  ],
  twins: [{ why: 'the file itself', facts: (await citing('file:src/auth/pkce.ts', 'ref')).facts }],
});
