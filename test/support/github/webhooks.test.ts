import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { verify } from '@octokit/webhooks-methods';
import { type GitHub, gitHub } from './git-hub.ts';
import { webhookFaults } from './webhook-schema.ts';

interface Heard {
  readonly event: string;
  readonly guid: string;
  readonly signature: string;
  readonly text: string;
  readonly payload: { readonly action?: string; readonly [key: string]: unknown };
}

let hub: GitHub;
let listener: Server;
let url: string;
let heard: Heard[] = [];
let answer = 202;
const SECRET = 'It is a secret to everybody';

beforeAll(async () => {
  hub = await gitHub({ files: { 'src/a.ts': 'a\n' } });
  listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const header = (name: string) => String(request.headers[name]);
      heard.push({
        event: header('x-github-event'),
        guid: header('x-github-delivery'),
        signature: header('x-hub-signature-256'),
        text,
        payload: JSON.parse(text),
      });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  hub.webhooks.to(url, { secret: SECRET, app: hub.world.apps.get('handoff-gate') as never });
});
afterAll(async () => {
  listener.close();
  await hub.close();
});
beforeEach(() => {
  heard = [];
  answer = 202;
});
const names = () =>
  heard.map(({ event, payload }) => (payload.action ? `${event}.${payload.action}` : event));

describe('what happens is told', () => {
  test('signed, with everything that GitHub’s schema asks for, and nothing that it has not', async () => {
    const { repository } = hub;
    repository.push('handoff/a', { 'src/a.ts': 'A\n' });
    const pull = repository.pull({ head: 'handoff/a', body: 'Did it' });
    repository.push('handoff/a', { 'src/b.ts': 'B\n' });
    repository.edit(pull, { body: 'Did it all' });
    repository.label(pull, 'size/S');
    repository.unlabel(pull, 'size/S');
    const issue = repository.issue({ title: 'Task', body: 'Do it', labels: ['handoff:ready'] });
    repository.edit(issue, { title: 'The task', body: 'Do that' });
    repository.comment(issue, 'Why?');
    repository.comment(pull, 'Hm');
    const comment = repository.comment(issue, 'Wait');
    repository.editComment(comment, 'Go');
    repository.deleteComment(comment);
    repository.close(issue);
    repository.reopen(issue);
    const check = repository.check(repository.sha('handoff/a'), 'handoff-gate', {
      conclusion: 'success',
      output: { title: 't', summary: 's' },
    });
    repository.rerequest(check, 'reader');
    repository.run({
      sha: repository.sha('handoff/a'),
      branch: 'handoff/a',
      jobs: [{ name: 'test', conclusion: 'success' }],
    });
    repository.merge(pull);
    await hub.webhooks.settled();
    expect(names().sort()).toEqual(
      [
        'push',
        'pull_request.opened',
        'push',
        'pull_request.synchronize',
        'pull_request.edited',
        'pull_request.labeled',
        'pull_request.unlabeled',
        'issues.opened',
        'issues.labeled',
        'issues.edited',
        'issue_comment.created',
        'issue_comment.created',
        'issue_comment.created',
        'issue_comment.edited',
        'issue_comment.deleted',
        'check_run.rerequested',
        'issues.closed',
        'issues.reopened',
        'check_run.created',
        'check_run.completed',
        'workflow_run.requested',
        'workflow_run.completed',
        'pull_request.closed',
        'push',
      ].sort(),
    );
    for (const { event, payload, text, signature } of heard) {
      expect([event, webhookFaults(event, payload)]).toEqual([event, []]);
      expect(await verify(SECRET, text, signature)).toBe(true);
      expect(await verify('another', text, signature)).toBe(false);
    }
    const of = (name: string) => heard[names().indexOf(name)]?.payload;
    expect(of('pull_request.synchronize')).toMatchObject({
      after: repository.sha(`refs/pull/${pull.number}/head`),
      pull_request: { mergeable: null, changed_files: 2 },
    });
    expect(of('pull_request.edited')).toMatchObject({ changes: { body: { from: 'Did it' } } });
    expect(of('issues.labeled')).toMatchObject({
      label: { name: 'handoff:ready' },
      sender: { login: 'planner' },
      installation: {},
    });
    expect(of('push')).toMatchObject({
      ref: 'refs/heads/handoff/a',
      created: true,
      commits: [{ modified: ['src/a.ts'] }],
    });
    expect(of('pull_request.closed')).toMatchObject({
      pull_request: { merged: true, merged_by: { login: 'planner' } },
    });
  });

  test('a retargeted pull request says from where', async () => {
    hub.repository.push('dev', { 'dev.ts': 'x' });
    hub.repository.push('handoff/c', { 'c.ts': 'x' });
    const pull = hub.repository.pull({ head: 'handoff/c', base: 'dev' });
    hub.repository.edit(pull, { base: 'main' });
    hub.repository.draft(pull);
    hub.repository.ready(pull);
    hub.repository.remove('handoff/c');
    await hub.webhooks.settled();
    expect(names().slice(3).sort()).toEqual(
      ['converted_to_draft', 'ready_for_review', 'edited', 'closed']
        .map((action) => `pull_request.${action}`)
        .concat('push')
        .sort(),
    );
    for (const { event, payload } of heard) expect(webhookFaults(event, payload)).toEqual([]);
    const edited = heard.find(({ payload }) => payload.action === 'edited');
    expect(edited?.payload).toMatchObject({
      changes: { base: { ref: { from: 'dev' }, sha: { from: hub.repository.sha('dev') } } },
    });
  });
});

describe('deliveries', () => {
  const say = () => hub.repository.comment(hub.repository.issue({ title: 'Say' }), 'x');
  test('a failed one is not repeated by itself; repeated by hand it has the same GUID', async () => {
    answer = 500;
    say();
    await hub.webhooks.settled();
    const failed = hub.webhooks.deliveries.filter(({ status }) => status === 500);
    expect(failed.map(({ event }) => event)).toEqual(['issues', 'issue_comment']);
    answer = 200;
    for (const delivery of failed) hub.webhooks.redeliver(delivery);
    await hub.webhooks.settled();
    expect(
      heard
        .slice(2)
        .map(({ guid }) => guid)
        .sort(),
    ).toEqual(
      heard
        .slice(0, 2)
        .map(({ guid }) => guid)
        .sort(),
    );
    expect(hub.webhooks.deliveries.at(-1)).toMatchObject({ isRedelivery: true, status: 200 });
  });

  test('dropped, doubled, delayed and shuffled, from a seed', async () => {
    const { webhooks } = hub.faults;
    webhooks.drop = 1;
    say();
    await hub.webhooks.settled();
    expect(heard).toEqual([]);
    Object.assign(webhooks, { drop: 0, duplicate: 1 });
    say();
    await hub.webhooks.settled();
    expect(names().sort()).toEqual([
      'issue_comment.created',
      'issue_comment.created',
      'issues.opened',
      'issues.opened',
    ]);
    expect(new Set(heard.map(({ guid }) => guid)).size).toBe(2);
    heard = [];
    Object.assign(webhooks, { duplicate: 0, delaySeconds: 3600 });
    say();
    await hub.webhooks.settled();
    expect(heard).toEqual([]);
    hub.clock.advance(3600);
    await hub.webhooks.settled();
    expect(heard.length).toBe(2);
    heard = [];
    Object.assign(webhooks, { delaySeconds: 0, shuffle: 8 });
    for (let n = 0; n < 3; n++) say();
    await hub.webhooks.settled();
    expect(heard).toEqual([]);
    hub.faults.flush();
    await hub.webhooks.settled();
    expect(heard.length).toBe(6);
    webhooks.shuffle = 0;
  });
});
