/** All keys in words, and the one switch that turns them off. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { isStaff } from '../attendance/model.ts';
import { catalogue, type KeyScope } from './catalogue.ts';
import { keysOn } from './keys-on.ts';
import './keys.css';

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const isOn = useStore(keysOn);
  return (
    <Sheet title={t('keys.title')} onClose={onClose} testId="keys-sheet">
      <div>
        <Switch
          label={t('keys.turnedOn')}
          hint={t('keys.turnedOnHint')}
          isOn={isOn}
          onChange={keysOn.set}
          testId="keys-switch"
        />
      </div>
      <KeyList scope="meeting" title={t('keys.inMeeting')} areKeysOn={isOn} />
      {isStaff(me) && <KeyList scope="board" title={t('keys.inBoard')} areKeysOn={isOn} />}
    </Sheet>
  );
}

type KeyListProps = { scope: KeyScope; title: string; areKeysOn: boolean };

function KeyList({ scope, title, areKeysOn }: KeyListProps) {
  const { t } = useTranslation();
  const entries = catalogue.filter((entry) => entry.scope === scope);
  return (
    <section className="keys-list">
      <h3>{title}</h3>
      <dl>
        {entries.map(({ id, words, isAlwaysOn }) => (
          <div key={id} data-off={!areKeysOn && !isAlwaysOn}>
            <dt>
              {words.split(' + ').map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${id}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
