/** Below every scene: what the meeting is about now, the quorum and the time of day, as far as the scene does not say it. */
import type { Scene } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { clockTime } from '../../ui/format.ts';
import { PeopleIcon } from '../../ui/icons.tsx';
import { itemsInOrder } from '../agenda/model.ts';

export function HallFooter({ scene }: { scene: Scene }) {
  const { t } = useTranslation();
  const now = useNow();
  const { title, status, quorum } = useSlice('meeting').head;
  const { head, rows } = useSlice('agenda');
  const items = itemsInOrder(rows);
  const index = items.findIndex((item) => item.id === head.activeItemId);
  const active = scene === 'speaker' || scene === 'attendance' ? items[index] : undefined;
  const words = active ? t('agenda.strip', { number: index + 1, total: items.length, title: active.title }) : title;
  return (
    <footer className="hall-footer" data-testid="status" data-status={status}>
      <p className="words">{scene === 'idle' ? '' : words}</p>
      {scene !== 'attendance' && (
        <p className="present">
          <PeopleIcon />
          {t('meeting.quorum', { present: quorum.present, members: quorum.members })}
        </p>
      )}
      {scene !== 'idle' && <time>{clockTime(now)}</time>}
    </footer>
  );
}
