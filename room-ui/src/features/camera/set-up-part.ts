/** What every part of a camera's set-up is given. */
import type { CameraSetUp } from '#contract';
import type { AskCamera } from './use-camera-ask.ts';

export type PartProps = {
  setUp: CameraSetUp;
  ask: AskCamera['ask'];
  isDisabled: boolean;
  onChange: () => Promise<void>;
};
