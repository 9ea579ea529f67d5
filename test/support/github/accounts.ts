/** What an account may do in a repository, weakest first. Source: REST `repos/get-collaborator-permission-level`. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A permission of an app or of a token, as the REST schema `app-permissions` names it. */
export type Permissions = Readonly<Partial<Record<string, 'read' | 'write' | 'admin'>>>;

export interface Account {
  readonly node: 'User' | 'Bot' | 'Organization';
  /** The only thing about an account that never changes. */
  readonly id: number;
  readonly nodeId: string;
  /** With `[bot]` for the bot of an app, as REST writes it; a test may rename it. */
  login: string;
  /** Nobody any more: GraphQL says null, REST says «ghost». */
  isDeleted: boolean;
  readonly createdAt: string;
}

export interface App {
  readonly node: 'App';
  readonly id: number;
  readonly nodeId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly createdAt: string;
  permissions: Permissions;
  events: readonly string[];
}

/** Who sends a request, and what the token allows. An app's token has permissions; a person's token has the person's role. */
export interface Credential {
  readonly token: string;
  readonly account: Account;
  readonly app: App | undefined;
  permissions: Permissions | undefined;
  /** The repositories that the token is for, `owner/name`; undefined = all that the account may see. */
  readonly repositories: readonly string[] | undefined;
  /** Milliseconds since 1970; undefined = never. */
  readonly expires: number | undefined;
}

/** github.com/ghost: who wrote what the deleted wrote. */
export const GHOST_ID = 10137;

/** The numbers that GitHub itself uses: app 15368 is «GitHub Actions», its bot is user 41898282. */
export const GITHUB_ACTIONS = { appId: 15368, botId: 41898282, slug: 'github-actions' } as const;

export function atLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
