/**
 * Carries out the marks of the board, however it is shown: taps and keys of all rows come together here, because two
 * thousand rows with handlers of their own would be slow. `data-person-id` says whom a row is about, in the table `data-key`.
 */
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { AttendanceRow, PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import type { KeyId } from '../keys/catalogue.ts';
import { keyOf } from '../keys/key-of.ts';
import { type Mark, markOf } from './board-model.ts';
import { type AttendanceState, formalName } from './model.ts';
import { ReasonForm } from './ReasonForm.tsx';

type BoardMarksProps = { rows: Record<string, AttendanceRow>; children: ReactNode };

const stateOfKey: Partial<Record<KeyId, AttendanceState>> = {
  boardInPerson: 'inPerson',
  boardOnline: 'online',
  boardAbsent: 'absent',
  boardLeft: 'left',
  boardUnmarked: 'unmarked',
};

export function BoardMarks({ rows, children }: BoardMarksProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const isOnline = useIsOnline();
  const [absentee, setAbsentee] = useState<AttendanceRow | null>(null);
  const anchor = useRef<Element | null>(null);
  const send = (personId: PersonId, mark: Mark) => void command('attendance.mark', { personId, mark });
  const say = (element: Element, state: AttendanceState) => {
    const place = element.closest('[data-person-id], [data-key]');
    const row = rows[place?.getAttribute('data-person-id') ?? place?.getAttribute('data-key') ?? ''];
    if (!row || !place || !isOnline) return;
    const mark = markOf(state, row);
    if (mark) return send(row.personId, mark);
    if (state !== 'absent') return;
    anchor.current = place.querySelector('[data-mark="absent"]') ?? place;
    setAbsentee(row);
  };
  const onClick = ({ target }: MouseEvent) => {
    const button = (target as Element).closest('[data-mark]');
    if (button) say(button, button.getAttribute('data-mark') as AttendanceState);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event.nativeEvent, 'board');
    if (!key || absentee) return;
    if (key === 'boardUp' || key === 'boardDown') {
      if (!moveFocus(event.target as Element, key === 'boardDown' ? 1 : -1)) return;
    } else {
      const state = stateOfKey[key];
      if (state) say(event.target as Element, state);
    }
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in the rows are the controls; this only collects.
    <div className="board-body" onClick={onClick} onKeyDown={onKeyDown}>
      {children}
      <Popover
        className="popover reason-popover"
        triggerRef={anchor}
        isOpen={absentee !== null}
        onOpenChange={(isOpen) => isOpen || setAbsentee(null)}
      >
        {absentee && (
          <Dialog aria-label={t('board.reasonOf', { name: formalName(absentee) })}>
            <p className="reason-title">{t('board.reasonOf', { name: formalName(absentee) })}</p>
            <ReasonForm
              reason={absentee.reason ?? ''}
              onSave={(reason) => {
                send(absentee.personId, { status: 'absent', reason });
                setAbsentee(null);
              }}
            />
          </Dialog>
        )}
      </Popover>
    </div>
  );
}

/** To the same button of the next person; false at the ends, and where rows move the focus themselves. */
function moveFocus(from: Element, step: 1 | -1): boolean {
  const row = from.closest('.board-row');
  const list = from.closest('.board-body');
  if (!row || !list) return false;
  const all = [...list.querySelectorAll('.board-row')];
  const next = all[all.indexOf(row) + step];
  const mark = from.getAttribute('data-mark');
  const button = next?.querySelector<HTMLElement>(`[data-mark="${mark ?? 'inPerson'}"]`);
  const target = button ?? next?.querySelector<HTMLElement>('[data-mark]');
  target?.focus();
  return target !== undefined && target !== null;
}
