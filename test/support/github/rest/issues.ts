import { atLeast } from '../accounts.ts';
import {
  addLabels,
  comment,
  deleteComment,
  editComment,
  editText,
  labelNamed,
  openIssue,
  removeLabels,
} from '../issues.ts';
import { setState } from '../open-and-close.ts';
import { roleOf } from '../permissions.ts';
import { type Comment, type Issue, type PullRequest, Refused } from '../world.ts';
import {
  type Call,
  conversationOf,
  type Handlers,
  list,
  ok,
  readable,
  repositoryOf,
  writable,
} from './call.ts';
import { renderComment, renderIssue, renderLabel, renderLabelEvent } from './render-issue.ts';

/** Issues, their comments and labels; pull requests are issues here, as on GitHub. */
export const issueHandlers: Handlers = {
  'issues/get': (call) => ok(renderIssue(call.world, readableIssue(call))),
  'issues/list-for-repo'(call) {
    const state = call.query.get('state') ?? 'open';
    const labels = (call.query.get('labels') ?? '').split(',').filter((name) => name !== '');
    const found = [...readable(call, 'issues').issues.values()]
      .filter((one) => state === 'all' || one.state === state)
      .filter((one) => labels.every((name) => one.labels.some((label) => label.name === name)))
      .toReversed();
    return list(call, found, (one) => renderIssue(call.world, one));
  },
  'issues/create'(call) {
    const { repository, by } = writable(call, 'issues', 'read');
    const asked = call.body as { title: string; body?: string; labels?: string[] };
    const { title, body } = asked;
    // «Only users with push access can set labels for new issues. Labels are silently dropped otherwise.»
    const maySet = by.app !== undefined || atLeast(roleOf(repository, by.account), 'triage');
    const labels = maySet ? (asked.labels ?? []) : [];
    return ok(
      renderIssue(
        call.world,
        openIssue(call.world, repository, by, { title, body: body ?? '', labels }),
      ),
      201,
    );
  },
  'issues/update'(call) {
    const isText = 'title' in call.body || 'body' in call.body;
    const { on, by } = changed(call, isText ? 'write' : 'triage');
    const { title, body, state } = call.body as {
      title?: string;
      body?: string | null;
      state?: 'open' | 'closed';
    };
    editText(call.world, on, by, { title, body: body === null ? '' : body });
    if (state) setState(call.world, on, by, state);
    return ok(renderIssue(call.world, on));
  },
  'issues/list-events': (call) =>
    list(call, readableIssue(call).timeline, (event) => renderLabelEvent(call.world, event)),
  'issues/list-comments': (call) =>
    list(call, readableIssue(call).comments, (one) => renderComment(call.world, one)),
  'issues/create-comment'(call) {
    const { on, by } = changed(call, 'read');
    return ok(
      renderComment(call.world, comment(call.world, on, by, String(call.body['body']))),
      201,
    );
  },
  'issues/get-comment': (call) => ok(renderComment(call.world, commentOf(call))),
  'issues/update-comment'(call) {
    const edited = commentOf(call);
    const { by } = own(call, edited);
    editComment(call.world, edited, by, String(call.body['body']));
    return ok(renderComment(call.world, edited));
  },
  'issues/delete-comment'(call) {
    const gone = commentOf(call);
    deleteComment(call.world, gone, own(call, gone).by);
    return { status: 204 };
  },
  'issues/list-labels-for-repo'(call) {
    const repository = readable(call, 'issues');
    return list(call, [...repository.labels.values()], (label) =>
      renderLabel(call.world, repository, label),
    );
  },
  'issues/get-label'(call) {
    const repository = readable(call, 'issues');
    const label = repository.labels.get(String(call.params['name']).toLowerCase());
    if (label === undefined) throw new Refused(404, 'Not Found');
    return ok(renderLabel(call.world, repository, label));
  },
  'issues/create-label'(call) {
    const { repository } = writable(call, 'issues', 'write');
    const { name, color, description } = call.body as {
      name: string;
      color?: string;
      description?: string;
    };
    if (repository.labels.has(name.toLowerCase()))
      throw new Refused(422, 'Validation Failed', [
        { resource: 'Label', code: 'already_exists', field: 'name' },
      ]);
    const label = labelNamed(call.world, repository, name);
    label.color = color ?? label.color;
    label.description = description ?? label.description;
    return ok(renderLabel(call.world, repository, label), 201);
  },
  'issues/list-labels-on-issue'(call) {
    const on = readableIssue(call);
    return list(call, on.labels, (label) => renderLabel(call.world, on.repository, label));
  },
  'issues/add-labels'(call) {
    const { on, by } = labelable(call);
    addLabels(call.world, on, by, labelNames(call.body));
    return ok(on.labels.map((label) => renderLabel(call.world, on.repository, label)));
  },
  'issues/remove-label'(call) {
    const { on, by } = labelable(call);
    removeLabels(call.world, on, by, [String(call.params['name'])]);
    return ok(on.labels.map((label) => renderLabel(call.world, on.repository, label)));
  },
};

/** `{labels: […]}`, or the list alone: the description allows both, with names or objects of names. */
function labelNames(body: unknown): readonly string[] {
  const given = Array.isArray(body) ? body : ((body as { labels?: unknown[] }).labels ?? []);
  return given.map((one) =>
    typeof one === 'string' ? one : String((one as { name: string }).name),
  );
}

function readableIssue(call: Call) {
  const on = conversationOf(call);
  readable(
    call,
    on.node === 'PullRequest' && call.credential?.permissions?.['pull_requests']
      ? 'pull_requests'
      : 'issues',
  );
  return on;
}

/** The own issue is not excepted: its author cannot label it without the role. */
function labelable(call: Call) {
  const on = conversationOf(call);
  const { by } = writable(call, permissionFor(call, on), 'triage');
  return { on, by };
}

/** What is a pull request may be changed with either permission. */
function permissionFor({ credential }: Call, on: Issue | PullRequest): 'pull_requests' | 'issues' {
  const either =
    on.node === 'PullRequest' && credential?.permissions?.['pull_requests'] === 'write';
  return either ? 'pull_requests' : 'issues';
}

/** The author may always change the own. */
function changed(call: Call, least: 'read' | 'triage' | 'write') {
  const on = conversationOf(call);
  const isAuthor = on.author === call.credential?.account;
  const { by } = writable(call, permissionFor(call, on), isAuthor ? 'read' : least);
  return { on, by };
}

function commentOf(call: Call): Comment {
  const all = [...repositoryOf(call).issues.values()].flatMap(({ comments }) => comments);
  const found = all.find(({ id }) => id === Number(call.params['comment_id']));
  if (found === undefined) throw new Refused(404, 'Not Found');
  return found;
}

function own(call: Call, { on, author }: Comment) {
  const isAuthor = author === call.credential?.account;
  return writable(call, permissionFor(call, on), isAuthor ? 'read' : 'write');
}
