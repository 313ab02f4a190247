/** The two modes that need one word more: how many microphones, and who presents. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { isNamed } from '../../ui/format.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { formalName } from '../attendance/model.ts';
import { presentersOf, usualLimit } from './presenters.ts';
import { useMode } from './use-mode.ts';

const mostMicrophones = 20;

export function OpenModeSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { mode } = useSlice('floor').head;
  const isOnline = useIsOnline();
  const setMode = useMode();
  const [limit, setLimit] = useState<number | null>(mode.name === 'open' ? mode.limit : usualLimit);
  return (
    <Sheet title={t('chair.mode_open')} onClose={onClose} testId="open-mode-sheet">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (limit === null) return;
          onClose();
          void setMode({ name: 'open', limit });
        }}
      >
        <p className="soft">{t('chair.modeHint_open')}</p>
        <NumberField
          label={t('chair.openLimit')}
          value={limit}
          onChange={setLimit}
          min={1}
          max={mostMicrophones}
          testId="open-limit"
        />
        <div className="actions">
          <Button
            type="submit"
            size="large"
            look="primary"
            testId="open-mode-set"
            isDisabled={!isOnline || limit === null}
          >
            {t('chair.modeUse')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

export function PresenterSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const { head, rows } = useSlice('agenda');
  const isOnline = useIsOnline();
  const setMode = useMode();
  const [query, setQuery] = useState('');
  const responsibleIds = head.activeItemId ? (rows[head.activeItemId]?.responsibleIds ?? []) : [];
  const people = presentersOf(names, responsibleIds).filter(({ row }) => isNamed(row, query));
  return (
    <Sheet title={t('chair.presenter')} onClose={onClose} testId="presenter-sheet">
      <p className="soft">{t('chair.modeHint_presentation')}</p>
      <SearchField label={t('attendance.search')} value={query} onChange={setQuery} />
      {people.length === 0 && <p>{t('chair.nobodyPresent')}</p>}
      <div className="choices">
        {people.map(({ row, isResponsible }) => (
          <Button
            key={row.personId}
            testId={`presenter-${row.personId}`}
            isDisabled={!isOnline}
            onPress={() => {
              onClose();
              void setMode({ name: 'presentation', presenterId: row.personId });
            }}
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
    </Sheet>
  );
}
