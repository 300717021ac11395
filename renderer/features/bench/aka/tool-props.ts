import type { AlgorithmDraft } from './algorithm-draft.ts';

/** What every tool of the AKA bench is given: the key that is on the bench. */
export interface ToolProps {
  readonly algorithm: AlgorithmDraft;
  readonly onAlgorithm: (algorithm: AlgorithmDraft) => void;
}
