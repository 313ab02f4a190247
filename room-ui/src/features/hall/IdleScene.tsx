/** Nothing is going on: what meeting this is, where and when, and what it will be about. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { clockTime, dayAndTime } from '../../ui/format.ts';
import { itemsInOrder } from '../agenda/model.ts';

const itemsShown = 4;

export function IdleScene() {
  const { t } = useTranslation();
  const now = useNow();
  const { bodyName, title, place, status, plannedStartAt } = useSlice('meeting').head;
  const isBefore = status === 'draft' || status === 'convened';
  const isOver = status === 'closed' || status === 'cancelled';
  const open = itemsInOrder(useSlice('agenda').rows).filter((row) => row.status === 'pending');
  return (
    <>
      <div className="hall-idle">
        {bodyName && <p className="hall-word">{bodyName}</p>}
        <h1>{title}</h1>
        <p className="hall-word">
          {[isBefore ? dayAndTime(plannedStartAt) : t(`status.${status}`), place].filter(Boolean).join(' · ')}
        </p>
      </div>
      {!isOver && open.length > 0 && (
        <section className="hall-next" aria-label={t('hall.agenda')}>
          <h2>{t('hall.next')}</h2>
          <ul>
            {open.slice(0, itemsShown).map(({ id, title: item }) => (
              <li key={id}>{item}</li>
            ))}
          </ul>
        </section>
      )}
      <time className="hall-clock">{clockTime(now)}</time>
    </>
  );
}
