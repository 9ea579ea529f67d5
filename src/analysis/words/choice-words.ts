import type { WordList } from './word-list.ts';

/** A decision that an objective leaves open (seed G1b, R8). */
export const CHOICES: WordList = {
  why: 'An executor that finds two ways takes one without asking. Which one is a decision of the plan. An "or" between things that the program tells apart ("refuse empty or oversized bodies") is no choice.',
  refuse: [
    'either a|an|the? … or',
    '^ use|adopt|choose|pick|try a|an? … or',
    'using|via a|an? … or',
    '^ migrate|switch|move|convert|port … to a|an? … or',
    '^ replace|rewrite … with|by|in|using a|an? … or',
    'in|into|to <path> or in|into|to? <path>',
    '^ add|create|build|write|introduce|provide|make|implement a|an <word> <word>? or a|an|another',
    'return|returns|answer|respond|throw|send with? <figure> or <figure>',
    'optionally|maybe|perhaps|alternatively',
    'as|if|when|where needed|required|necessary|desired|wanted|suitable',
    'whichever|however you|seems|fits|works|is',
    '^ store|cache|save|keep|put|log|build|implement|deploy|host … in|on|with|using|to <piece> or in|on|with|to? <piece>',
    'depending on preference|taste|effort|time',
    'see fit',
    'you|we prefer|like|want|decide',
    'your|own choice|discretion|judgement|judgment',
    'up to you',
  ],
  allow: [
    'accept|accepts|allow|allows|take|takes|support|supports|handle|read|parse|match|matches|reject either a|an? … or',
  ],
  examples: {
    refused: ['Use Redis or Memcached in src/session.ts', 'Return 400 or 422 in src/errors.ts'],
    passes: [
      'Refuse empty or oversized bodies in src/body.ts',
      'Accept either a string or a Buffer in `parse` of src/parse.ts',
    ],
  },
};

/** A direction instead of an outcome (seed G1b). */
export const AIMS: WordList = {
  why: 'The words name a direction; nobody can say when it is reached. Name the state of the artefact when the task is done: what it does, what it holds, which figure it reaches (a sentence with a measure passes, as in `unmeasured`).',
  refuse: [
    '^ improve|enhance|refine|harden|tweak|strengthen|stabilize|stabilise|finalize|finalise|address|deal|investigate|explore|research|consider|revamp|overhaul|streamline|beautify',
    '^ look into|at',
    '^ refactor|change|update|extend|adapt <path> $',
    '^ rework|redesign|refactor|restructure|reorganize|fix the? <word> <word>? $',
    'handle|cover|fix|address all|the|more? edge|corner cases',
    'future extensions|needs|requirements|use|changes|growth|work',
    '^ continue|finish|complete with? the? … work|task|refactoring|implementation|migration|rest',
    '^ optimize|optimise|simplify|modernize|modernise|polish|tidy|rework <path>',
    '^ optimize|optimise|modernize|modernise <word> in <path>',
    '^ polish|tidy|modernize|modernise|simplify up? the|our',
    'clean|tidy up the? <path>',
    'clean|tidy up the? code|codebase|module|modules|mess|repo|repository|project',
    '^ make … better|faster|work|usable|cleaner|nicer|nice|robust|great|more',
    'make|ensure sure? that? everything|quality|stability|correctness|consistency',
    'fix|handle|do|address it|this|that|everything|things|what|all|something',
    '^ do|change|update|fix some|the? thing|things|stuff|it|something|everything|refactoring|work|needful',
    'be more|less <word>',
    'necessary|needed|relevant|suitable <word>',
    'whatever|accordingly',
    'first|initial|basic|rough|quick|preliminary version|draft|implementation|cut|attempt|take',
    'things|stuff|something|somehow|misc|miscellaneous',
    'we|you|they|was|were|as discussed|agreed|talked',
    'described|mentioned|listed|explained in the? ticket|issue|chat|thread|meeting',
    'remaining work|tasks|items|parts|bits',
    '^ support|add|write|cover more|additional <word> $',
    '^ support|add|write|cover more|additional <word> in|to|for',
    'some refactoring|cleanup|improvements|changes|fixes|tests',
  ],
  allow: ['more than', 'fix it up'],
  examples: {
    refused: ['Improve src/search.ts', 'Fix it', 'Clean up the codebase'],
    passes: [
      'Return results of `search` in src/search.ts sorted by score',
      'Improve p95 of `search` in src/search.ts from 400 ms to 200 ms',
    ],
  },
};
