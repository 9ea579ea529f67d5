/** The failure modes of the MAST taxonomy (v3); every finding carries one, so that real results give a histogram. */
export const MAST_MODES = {
  'FM-1.1': 'Disobey task specification',
  'FM-1.2': 'Disobey role specification',
  'FM-1.3': 'Step repetition',
  'FM-1.4': 'Loss of conversation history',
  'FM-1.5': 'Unaware of termination conditions',
  'FM-2.1': 'Conversation reset',
  'FM-2.2': 'Fail to ask for clarification',
  'FM-2.3': 'Task derailment',
  'FM-2.4': 'Information withholding',
  'FM-2.5': "Ignored other agent's input",
  'FM-2.6': 'Reasoning-action mismatch',
  'FM-3.1': 'Premature termination',
  'FM-3.2': 'No or incomplete verification',
  'FM-3.3': 'Incorrect verification',
} as const;
export type MastMode = keyof typeof MAST_MODES;
