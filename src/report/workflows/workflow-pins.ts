/** Actions of others, by the commit of a release: a tag can be moved to other code (threat H09). */
const PINS = {
  'actions/checkout': ['3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7.0.1'],
  'actions/create-github-app-token': ['1b10c78c7865c340bc4f6099eb2f838309f1e8c3', 'v3.1.1'],
  'actions/download-artifact': ['3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', 'v8.0.1'],
  'actions/upload-artifact': ['bbbca2ddaa5d8feaa63e36b76fdaad77386f024f', 'v7.0.0'],
  'openai/codex-action': ['e0fdf01220eb9a88167c4898839d273e3f2609d1', 'v1.8'],
} as const;

/** `actions/checkout` → `actions/checkout@<commit> # v7.0.1`. */
export function pinned(name: keyof typeof PINS): string {
  const [commit, version] = PINS[name];
  return `${name}@${commit} # ${version}`;
}

/** Our own action as `owner/name@<commit of 40 digits>`; undefined for anything else. */
export function parseActionRef(text: string): string | undefined {
  return /^[\w.-]{1,100}\/[\w.-]{1,100}@[0-9a-f]{40}$/.test(text) ? text : undefined;
}
