import { attackOnOutput } from '../support/attack.ts';
import { fenced, handedOver, json, jsonWith } from '../support/handed-over.ts';

attackOnOutput({
  threat: 'E02',
  rule: 'output/contract-schema',
  attacks: [
    {
      why: 'the task id twice: JSON.parse keeps the last without a word',
      facts: handedOver(fenced(jsonWith('"task-id": "data-layer-connection",'))),
    },
    {
      why: 'the same key with an escape in it',
      facts: handedOver(fenced(jsonWith('"t\\u0061sk-id": "data-layer-connection",'))),
    },
    {
      why: 'a list twice',
      facts: handedOver(fenced(jsonWith('"open-questions": ["Which token?"],'))),
    },
    {
      why: 'a key twice inside a step',
      facts: handedOver(
        fenced(json().replace('"step": "PKCE"', '"step": "PKCE", "step": "Everything"')),
      ),
    },
    {
      why: 'a key twice in YAML',
      facts: handedOver(fenced('task-id: auth-oauth\ntask-id: data-layer-connection\n', 'yaml')),
    },
  ],
  twins: [
    {
      why: 'the same key in different maps, the same text in different fields',
      facts: handedOver(fenced(json({ discovered: ['task-id', 'task-id'] }))),
    },
  ],
});
