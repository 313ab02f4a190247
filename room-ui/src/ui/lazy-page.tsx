/**
 * A page whose code comes later. Not React's own `lazy`: once its `Suspense` has shown that something loads, it holds back
 * what has arrived for up to 300 ms, and a meeting's page would wait for that twice.
 */
import type { ComponentType } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { createStore } from '../session/store.ts';
import { useStore } from '../session/use-store.ts';
import { Loading } from './Page.tsx';

type Arrival<Props> = { Page?: ComponentType<Props>; failure?: { error: unknown } };

/** `arrived` answers the page when its code is there already, so that it is drawn without saying first that it loads. */
export function lazyPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  arrived: () => ComponentType<Props> | undefined = () => undefined,
): ComponentType<Props> {
  const Ready = arrived();
  const arrival = createStore<Arrival<Props>>(Ready ? { Page: Ready } : {});
  let isAsked = Ready !== undefined;
  const ask = () => {
    isAsked = true;
    load().then(
      (Page) => arrival.set({ Page }),
      (error: unknown) => arrival.set({ failure: { error } }),
    );
  };
  return function LazyPage(props: Props) {
    const { t } = useTranslation();
    const { Page, failure } = useStore(arrival);
    if (!isAsked) ask();
    if (failure) throw failure.error;
    return Page ? <Page {...props} /> : <Loading text={t('common.loading')} />;
  };
}
