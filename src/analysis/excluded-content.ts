export type ExcludedKind = 'transcript' | 'tool-log' | 'reasoning' | 'dead-end' | 'commentary';

/** What does not belong into a field of a contract (seed C12): the next agent would read it as context. */
export interface ExcludedContent {
  readonly kind: ExcludedKind;
  /** As they stand in the text, at most 80 characters. */
  readonly words: string;
}

/** A turn of a machine alone may be a field of a plan; with a turn of someone else it is a conversation. */
const MACHINE_TURN = /^[ \t>*_#-]{0,8}(?:ai|agent|bot|model)[*_]{0,2}[ \t]*:/im;
const OTHER_TURN = /^[ \t>*_#-]{0,8}(?:user|system|developer|me|you)[*_]{0,2}[ \t]*:/im;

const SIGNS: readonly (readonly [ExcludedKind, RegExp])[] = [
  ['transcript', /^[ \t>*_#-]{0,8}(?:assistant|human)[*_]{0,2}[ \t]*:/im],
  ['transcript', /<\|?(?:im_start|im_end|start_header_id|assistant|user)\|?>/i],
  ['tool-log', /"(?:tool_calls?|tool_use_id|tool_call_id|function_call|tool_name|tool_input)"\s*:/],
  [
    'tool-log',
    /"(?:type|role)"\s*:\s*"(?:tool_use|tool_result|tool|function_call|function_call_output|assistant)"/,
  ],
  [
    'tool-log',
    /<\/?(?:tool_call|tool_use|tool_result|function_calls?|function_results?|invoke)\b[^>]{0,200}>/,
  ],
  ['tool-log', /[⏺⎿]/],
  ['reasoning', /<\/?(?:think|thinking|reasoning|scratchpad)>/i],
  [
    'reasoning',
    /\b(?:let me (?!know\b)|let['’]s (?:see|think|try|first|start)\b|I (?:think|believe|guess|assume|suspect|wonder)\b|I(?:['’]ll| will) (?:now|first|start|begin|try|need)\b|my (?:reasoning|thinking|thought process)\b)/i,
  ],
  ['reasoning', /(?:^|[.!?]\s+)(?:hmm+|wait|actually|okay so|ok so)[,.…]/i],
  ['dead-end', /\b(?:I|we) (?:first |initially |also |then )?(?:tried|attempted)\b/i],
  [
    'dead-end',
    /\b(?:my|the) (?:first|second|initial|previous|earlier|other) (?:attempt|approach|try)\b[^.!?\n]{0,80}\b(?:fail(?:ed|s)?|(?:did|does)(?:n['’]t| not) work|broke)\b/i,
  ],
  ['dead-end', /\b(?:gave up on|dead[- ]end|went back to the (?:first|old|original) approach)\b/i],
  [
    'commentary',
    /\bI(?:['’]ve| have)? (?:now |just |also |successfully )?(?:implemented|added|fixed|updated|created|refactored|changed|removed|wrote|rewrote|written|completed|finished|made sure|ensured)\b/i,
  ],
  [
    'commentary',
    /(?:^|[.!?]\s+)(?:great|perfect|sure|certainly|absolutely|of course|excellent|awesome)(?:!|,? (?:I|let|here)\b)/i,
  ],
  [
    'commentary',
    /\b(?:hope this helps|let me know if|feel free to|as an AI\b|as a language model|happy to (?:help|adjust|change))/i,
  ],
];

/**
 * One finding a kind. Precise rather than eager: a requirement that names a user, a tool or an attempt is no transcript,
 * and the words of a plan ("System: Postgres", "retries after a failed attempt") stay allowed.
 */
export function findExcluded(text: string): readonly ExcludedContent[] {
  const found = new Map<ExcludedKind, string>();
  const [machine] = text.match(MACHINE_TURN) ?? [];
  if (machine !== undefined && OTHER_TURN.test(text)) found.set('transcript', machine);
  for (const [kind, sign] of SIGNS) {
    const [words] = sign.exec(text) ?? [];
    if (words !== undefined && !found.has(kind)) found.set(kind, words);
  }
  return Array.from(found, ([kind, words]) => ({ kind, words: words.trim().slice(0, 80) }));
}
