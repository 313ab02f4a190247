/** An autosave for as long as a component is there; what waits is saved when it goes. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { failureText } from '../../session/failure-text.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { notices } from '../../ui/notices.ts';
import { type Autosave, type Autosaved, type AutosaveOptions, createAutosave } from './autosave.ts';

type Options<Value> = Omit<AutosaveOptions<Value>, 'now'>;

/** The options hold for the component's life, but `saved`: give it a key of what it saves. */
export function useAutosave<Value>(options: Options<Value>): [Autosaved<Value>, Autosave<Value>] {
  const { t } = useTranslation();
  const { clock } = useSession();
  const [autosave] = useState(() =>
    createAutosave<Value>({
      ...options,
      now: clock.now,
      async save(value, lastSaved) {
        try {
          await options.save(value, lastSaved);
        } catch (error) {
          notices.show('problem', failureText(t, error));
          throw error;
        }
      },
    }),
  );
  const { saved } = options;
  useEffect(() => autosave.adopt(saved), [autosave, saved]);
  useEffect(() => () => void autosave.flush(), [autosave]);
  return [useStore(autosave.current), autosave];
}
