import type { WordList } from './word-list.ts';

/** A field that nobody filled in (seed G1a). */
export const PLACEHOLDERS: WordList = {
  why: 'A form sends `_No response_`, a template sends TODO. The executor would fill the gap itself, with confidence (seed R8).',
  refuse: [
    '^ todo|tbd|tba|tbc|fixme|xxx|wip|placeholder|unknown|none $',
    '^ n / a $',
    '_ no response _',
    '^ no response $',
    'todo|fixme :',
    '( todo|fixme',
    '[ todo|fixme',
    'tbd|tba|tbc',
    '? ?',
    'to be defined|decided|determined|discussed|specified|announced|confirmed',
    'fill in|out this|here|me',
    'insert|describe|write … here',
    'lorem ipsum',
  ],
  allow: [],
  examples: {
    refused: ['TODO', '`_No response_`', 'Cache answers for ??? seconds'],
    passes: ['No TODO comment is left in src/app.ts', 'Add a todo list to src/ui/list.tsx'],
  },
};
