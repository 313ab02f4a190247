/** Parts of the page that load after it has been drawn: none of them is needed to see the meeting and to ask for the floor. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { afterFirstPaint } from '../../media/first-paint.ts';

export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    await afterFirstPaint();
    return { default: await load() };
  });
}
