export interface LoggedRequest {
  /** `git` is served by git and costs no API request. */
  readonly kind: 'read' | 'write' | 'git';
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Login of who sent it; undefined = nobody said. */
  readonly by: string | undefined;
  /** Of a GraphQL request: its text. */
  readonly query?: string | undefined;
}

/** Every request that reached the server, so that a test can hold a budget. */
export interface RequestLog {
  readonly all: readonly LoggedRequest[];
  /** Requests to the API, reads and writes; git is not among them. */
  readonly api: readonly LoggedRequest[];
  readonly writes: readonly LoggedRequest[];
  /** Starts counting anew. */
  forget(): void;
}

export function requestLog(): RequestLog & { add(request: LoggedRequest): void } {
  const all: LoggedRequest[] = [];
  return {
    all,
    get api() {
      return all.filter(({ kind }) => kind !== 'git');
    },
    get writes() {
      return all.filter(({ kind }) => kind === 'write');
    },
    add: (request) => void all.push(request),
    forget: () => void all.splice(0),
  };
}
