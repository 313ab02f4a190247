/** The texts of the cameras, which few pages ever want. */
import { loadTextsFrom } from './language.ts';

/** Before the sheet of the cameras is drawn. */
export function loadCameraTexts(): Promise<void> {
  return loadTextsFrom('cameras', {
    vi: async () => (await import('./vi/camera-texts.ts')).cameraTexts,
    en: async () => (await import('./en/camera-texts.ts')).cameraTexts,
  });
}
