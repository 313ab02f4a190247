/** An engine for the faces of each camera. All of it is loaded when the first camera is there: it is heavy. */
import type { FaceSource } from '../face-source.ts';
import { type FacePrecision, faceEngineNames } from '../faces/face-engine.ts';
import type { FaceEngineChoice } from '../faces/open-face-engine.ts';
import type { StreamInput } from '../stream-input.ts';
import type { SourceLogger } from './video-source.ts';

/** What a person at a table moves between two looks is little. */
const usualFramesPerSecond = 10;

export function isFaceEngine(text: string): text is FaceEngineChoice {
  return ['auto', ...faceEngineNames].includes(text);
}

export function roomFaces(
  choice: FaceEngineChoice,
  { logger, framesPerSecond = usualFramesPerSecond }: { logger: SourceLogger; framesPerSecond?: number },
): (input: StreamInput) => Promise<FaceSource | null> {
  let chosen: { engine: FaceEngineChoice; precision?: FacePrecision } = { engine: choice };
  return async ({ options, text }) => {
    try {
      const { openFaceEngine } = await import('../faces/open-face-engine.ts');
      const { CameraFaces } = await import('../faces/camera-faces.ts');
      // All that run here are tried for the first camera only.
      const { engine, report } = await openFaceEngine({ ...chosen, logger });
      chosen = { engine: report.name, precision: report.precision };
      return new CameraFaces({ input: options, inputText: text, framesPerSecond, logger, engine, view: 'tracking' });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      logger.warn({ why }, 'faces cannot be found on this machine; cameras go by seats and presets alone');
      return null;
    }
  };
}
