/** How the floor is given on this item: every mode with what belongs to it in one sheet, each choice one tap. */
import { useState } from 'react';
import type { FloorMode } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { isNamed } from '../../ui/format.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import { QuickChoices } from '../../ui/QuickChoices.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { formalName } from '../attendance/model.ts';
import { microphoneCounts, presentersOf } from './presenters.ts';
import { useMode } from './use-mode.ts';

/** The modes that need no word more. */
const plainModes = ['chairInvites', 'automatic', 'closed'] as const;

export function ModeSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { mode } = useSlice('floor').head;
  const isOnline = useIsOnline();
  const setMode = useMode();
  const choose = (chosen: FloorMode) => {
    onClose();
    void setMode(chosen);
  };
  return (
    <Sheet title={t('chair.mode')} onClose={onClose} isWide testId="mode-sheet">
      <div className="choices">
        {plainModes.map((name) => (
          <Button
            key={name}
            testId={`mode-${name}`}
            isPressed={mode.name === name}
            isDisabled={!isOnline}
            onPress={() => choose({ name })}
          >
            <ModeWords name={name} isNow={mode.name === name} />
          </Button>
        ))}
      </div>
      <section className="mode-part">
        <ModeWords name="open" isNow={mode.name === 'open'} />
        <QuickChoices
          label={t('chair.openLimit')}
          value={mode.name === 'open' ? mode.limit : undefined}
          choices={countsWith(mode).map((count) => ({
            value: count,
            text: String(count),
            label: t('chair.microphones', { count }),
            testId: `mode-open-${count}`,
          }))}
          isDisabled={!isOnline}
          onChoose={(limit) => choose({ name: 'open', limit })}
        />
      </section>
      <Presenters mode={mode} onChoose={choose} />
    </Sheet>
  );
}

function ModeWords({ name, isNow }: { name: FloorMode['name']; isNow: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="mode-choice">
      <strong>
        {t(`chair.mode_${name}`)} {isNow && <CheckIcon size="1.25rem" />}
      </strong>
      <span className="soft small">{t(`chair.modeHint_${name}`)}</span>
    </span>
  );
}

/** A number that was set by other means stands among the usual ones. */
function countsWith(mode: FloorMode): readonly number[] {
  if (mode.name !== 'open' || microphoneCounts.includes(mode.limit)) return microphoneCounts;
  return [...microphoneCounts, mode.limit].sort((one, other) => one - other);
}

function Presenters({ mode, onChoose }: { mode: FloorMode; onChoose: (mode: FloorMode) => void }) {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const { head, rows } = useSlice('agenda');
  const isOnline = useIsOnline();
  const [query, setQuery] = useState('');
  const responsibleIds = head.activeItemId ? (rows[head.activeItemId]?.responsibleIds ?? []) : [];
  const people = presentersOf(names, responsibleIds).filter(({ row }) => isNamed(row, query));
  const presenterId = mode.name === 'presentation' ? mode.presenterId : null;
  return (
    <section className="mode-part">
      <ModeWords name="presentation" isNow={presenterId !== null} />
      <SearchField label={t('chair.presenter')} value={query} onChange={setQuery} />
      {people.length === 0 && <p>{t('chair.nobodyPresent')}</p>}
      <div className="choices">
        {people.map(({ row, isResponsible }) => (
          <Button
            key={row.personId}
            testId={`presenter-${row.personId}`}
            isPressed={row.personId === presenterId}
            isDisabled={!isOnline}
            onPress={() => onChoose({ name: 'presentation', presenterId: row.personId })}
          >
            <span className="person">
              <strong>{formalName(row)}</strong>
              <span className="soft small">
                {[isResponsible && t('chair.responsible'), row.title, row.siteName].filter(Boolean).join(' · ')}
              </span>
            </span>
          </Button>
        ))}
      </div>
    </section>
  );
}
