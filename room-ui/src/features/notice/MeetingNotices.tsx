/** Above the picture: the chair's message to all, and who chairs when it is not the chair. */
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { createStore } from '../../session/store.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChatIcon, ChevronIcon, PersonIcon, WarningIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { formalName } from '../attendance/model.ts';
import { unusualChair } from './model.ts';
import './notice.css';

/** Since when the message is shown that this person folded; another one is open again. */
const foldedSince = createStore<number | null>(null);

/** Those who run the meeting have who chairs in a bar of their own, with what they can do about it. */
export function MeetingNotices({ hasChairLine }: { hasChairLine: boolean }) {
  return (
    <div className="meeting-notices">
      <NoticeBanner />
      {hasChairLine && <ChairLine />}
    </div>
  );
}

function NoticeBanner() {
  const { t } = useTranslation();
  const { notice } = useSlice('displays').head;
  const isFolded = useStore(foldedSince) === notice?.since;
  if (!notice) return null;
  return (
    <section
      className="notice-banner"
      aria-label={t('ownFloor.notice')}
      data-testid="notice-banner"
      data-folded={isFolded}
    >
      <ChatIcon size="1.25rem" />
      <p role="status">
        <strong>{t('ownFloor.notice')}</strong>
        {!isFolded && <span data-testid="notice-text">{notice.text}</span>}
      </p>
      <Button
        look="quiet"
        testId="notice-fold"
        label={t(isFolded ? 'ownFloor.noticeUnfold' : 'ownFloor.noticeFold')}
        onPress={() => foldedSince.set(isFolded ? null : notice.since)}
      >
        <ChevronIcon />
      </Button>
    </section>
  );
}

function ChairLine() {
  const { t } = useTranslation();
  const meeting = useSlice('meeting').head;
  const names = useSlice('attendance').rows;
  const me = useSlice('me').head;
  const before = useRef(meeting.actingChairId);
  const { actingChairId } = meeting;
  const name = actingChairId ? formalName(names[actingChairId]) : '';
  useEffect(() => {
    const isNews = before.current !== actingChairId && before.current !== null;
    before.current = actingChairId;
    if (isNews && name && actingChairId !== me.personId) notices.show('hint', t('ownFloor.chairedBy', { name }));
  }, [actingChairId, name, me.personId, t]);
  const chairing = unusualChair({ meeting, names, me });
  if (!chairing) return null;
  return (
    <p className={`chair-line ${chairing.by}`} data-testid="chair-line" role="status">
      {chairing.by === 'nobody' ? <WarningIcon size="1.25rem" /> : <PersonIcon size="1.25rem" />}
      {chairing.by === 'nobody' && t('ownFloor.chairedByNobody')}
      {chairing.by === 'self' && t('ownFloor.chairedBySelf')}
      {chairing.by === 'other' && t('ownFloor.chairedBy', { name: chairing.name })}
    </p>
  );
}
