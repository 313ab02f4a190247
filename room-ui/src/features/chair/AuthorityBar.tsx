/** Who chairs, where it is not the viewer; the way back for the chair; and that the session is closed. */
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useFloorTone } from '../../media/use-floor-tone.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime } from '../../ui/format.ts';
import { LockIcon, PersonIcon, UndoIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { authorityOf } from './authority-model.ts';
import { chairSheet } from './sheets.ts';
import './authority.css';

export function AuthorityBar() {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const meeting = useSlice('meeting').head;
  const isOnline = useIsOnline();
  const command = useCommand();
  useBecomingChair();
  const state = authorityOf(me, meeting, useSlice('attendance').rows);
  const { sessionClosedSince, actingChairId } = meeting;
  if (state.name === 'calm' && sessionClosedSince === null) return null;
  return (
    <section className="authority" aria-label={t('chair.authority')} data-state={state.name}>
      {sessionClosedSince !== null && (
        <Mark icon={<LockIcon />} look="violet">
          {t('chair.closedSince', { time: clockTime(sessionClosedSince) })}
        </Mark>
      )}
      {state.name === 'forChair' && <Mark icon={<PersonIcon />}>{t('chair.forChair')}</Mark>}
      {state.name === 'other' && <Mark icon={<PersonIcon />}>{t('chair.chairedBy', { name: state.by })}</Mark>}
      {state.name === 'mayTakeBack' && (
        <>
          <Mark icon={<WarningIcon />} look="warning">
            {state.by ? t('chair.chairedBy', { name: state.by }) : t('chair.without')}
          </Mark>
          <Button
            testId="take-back"
            size="large"
            look="primary"
            isDisabled={!isOnline}
            onPress={() => void command('authority.takeBack', { fromId: actingChairId })}
          >
            <UndoIcon />
            {t('chair.takeBack')}
          </Button>
        </>
      )}
      {state.name === 'without' && (
        <>
          <Mark icon={<WarningIcon />} look="warning">
            {t('chair.without')}
          </Mark>
          {state.maySeat && (
            <Button
              testId="seat-chair"
              look="primary"
              isDisabled={!isOnline}
              onPress={() => chairSheet.set({ name: 'handOver' })}
            >
              {t('chair.seat')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

/** Who is called to chair in the chair's place hears it once and reads it once. */
function useBecomingChair(): void {
  const { t } = useTranslation();
  const { isActingChair, role } = useSlice('me').head;
  const acts = isActingChair && role !== 'chair';
  const before = useRef(acts);
  useFloorTone(acts);
  useEffect(() => {
    if (acts && !before.current) notices.show('hint', t('chair.nowChairing'));
    before.current = acts;
  }, [acts, t]);
}
