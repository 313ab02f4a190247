/**
 * The scenes of the hall's display. What stands there before anybody speaks comes with the page; the others follow at once
 * after it and stay, so that a change waits for no server. Until a scene's code is there the last one stays.
 */
import { type ComponentType, useEffect, useRef } from 'react';
import type { Scene } from '#contract';
import { afterFirstPaint } from '../../media/first-paint.ts';
import { createStore } from '../../session/store.ts';
import { useStore } from '../../session/use-store.ts';
import { IdleScene } from './IdleScene.tsx';

const laterScenes: Record<Exclude<Scene, 'idle'>, () => Promise<ComponentType>> = {
  speaker: async () => (await import('./SpeakerScene.tsx')).SpeakerScene,
  agenda: async () => (await import('./AgendaScene.tsx')).AgendaScene,
  attendance: async () => (await import('./AttendanceScene.tsx')).AttendanceScene,
  message: async () => (await import('./MessageScene.tsx')).MessageScene,
  pause: async () => (await import('./PauseScene.tsx')).PauseScene,
};
const later = Object.keys(laterScenes) as (keyof typeof laterScenes)[];
const retryMs = 3_000;

const arrived = createStore<Partial<Record<Scene, ComponentType>>>({ idle: IdleScene });
const asked = new Set<Scene>(['idle']);

/** What fails to load, as while the server is away, is asked for again. */
function load(scene: Scene): void {
  if (scene === 'idle' || asked.has(scene)) return;
  asked.add(scene);
  laterScenes[scene]().then(
    (View) => arrived.set({ ...arrived.get(), [scene]: View }),
    () => {
      asked.delete(scene);
      setTimeout(load, retryMs, scene);
    },
  );
}

/** The scene to draw: the one that is wanted, or the last one until that is there. */
export function useScene(wanted: Scene): { scene: Scene; View: ComponentType } | null {
  const views = useStore(arrived);
  const drawn = useRef<{ scene: Scene; View: ComponentType } | null>(null);
  useEffect(() => {
    load(wanted);
    void afterFirstPaint().then(() => later.forEach(load));
  }, [wanted]);
  const View = views[wanted];
  if (View) drawn.current = { scene: wanted, View };
  return drawn.current;
}
