import {
  type Annotation,
  type CheckChange,
  type CheckRun,
  checksOn,
  createCheck,
  latest,
  updateCheck,
} from '../checks.ts';
import { Refused, type Repository } from '../world.ts';
import { type Call, counted, type Handlers, list, ok, readable, writable } from './call.ts';
import { renderAnnotation, renderCheck, renderSuite } from './render-check.ts';

interface CheckBody {
  readonly name: string;
  readonly head_sha: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly status?: CheckChange['status'];
  readonly conclusion?: CheckChange['conclusion'];
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly {
      readonly path: string;
      readonly start_line: number;
      readonly end_line: number;
      readonly start_column?: number;
      readonly end_column?: number;
      readonly annotation_level: Annotation['level'];
      readonly message: string;
      readonly title?: string;
      readonly raw_details?: string;
    }[];
  };
}

export const checkHandlers: Handlers = {
  'checks/create'(call) {
    const { repository, by } = writable(call, 'checks', 'admin');
    const body = call.body as unknown as CheckBody;
    const check = createCheck(call.world, repository, by, body.head_sha, {
      ...change(body),
      name: body.name,
    });
    return ok(renderCheck(call.world, check), 201);
  },
  'checks/update'(call) {
    const { repository, by } = writable(call, 'checks', 'admin');
    const check = checkOf(call, repository);
    updateCheck(call.world, check, by, change(call.body as unknown as CheckBody));
    return ok(renderCheck(call.world, check));
  },
  'checks/get': (call) => ok(renderCheck(call.world, checkOf(call, readable(call, 'checks')))),
  'checks/list-annotations'(call) {
    const check = checkOf(call, readable(call, 'checks'));
    return list(call, check.annotations, (one) => renderAnnotation(call.world, check, one));
  },
  'checks/list-for-ref'(call) {
    const repository = readable(call, 'checks');
    const all = checksOn(repository, shaOf(call, repository));
    const { query } = call;
    const wanted = (check: CheckRun) =>
      is(query.get('check_name'), check.name) &&
      is(query.get('status'), check.status) &&
      is(query.get('app_id'), String(check.suite.app.id));
    // «latest returns the most recent check runs», and it is the default.
    const found = (query.get('filter') === 'all' ? all : latest(all)).filter(wanted).toReversed();
    return counted(call, 'check_runs', found, (check) => renderCheck(call.world, check));
  },
  'checks/list-suites-for-ref'(call) {
    const repository = readable(call, 'checks');
    const sha = shaOf(call, repository);
    const app = call.query.get('app_id');
    const name = call.query.get('check_name');
    const found = repository.checkSuites.filter(
      (suite) =>
        suite.sha === sha &&
        is(app, String(suite.app.id)) &&
        (name === null || suite.checkRuns.some((run) => run.name === name)),
    );
    return counted(call, 'check_suites', found, (suite) => renderSuite(call.world, suite));
  },
};

function is(wanted: string | null, value: string): boolean {
  return wanted === null || wanted === value;
}

function shaOf(call: Call, repository: Repository): string {
  const ref = String(call.params['ref']);
  const sha = repository.git.resolve(/^(heads|tags)\//.test(ref) ? `refs/${ref}` : ref);
  if (sha === undefined) throw new Refused(422, `No commit found for SHA: ${ref}`);
  return sha;
}

function checkOf(call: Call, repository: Repository): CheckRun {
  const id = Number(call.params['check_run_id']);
  const found = repository.checkSuites
    .flatMap((suite) => suite.checkRuns)
    .find((check) => check.id === id);
  if (found === undefined) throw new Refused(404, 'Not Found');
  return found;
}

function change(body: CheckBody): CheckChange {
  const { output } = body;
  return {
    name: body.name,
    externalId: body.external_id,
    detailsUrl: body.details_url,
    status: body.status,
    conclusion: body.conclusion,
    startedAt: body.started_at,
    completedAt: body.completed_at,
    output: output && {
      title: output.title,
      summary: output.summary,
      text: output.text,
      annotations: output.annotations?.map((one) => ({
        path: one.path,
        startLine: one.start_line,
        endLine: one.end_line,
        startColumn: one.start_column,
        endColumn: one.end_column,
        level: one.annotation_level,
        message: one.message,
        title: one.title,
        rawDetails: one.raw_details,
      })),
    },
  };
}
