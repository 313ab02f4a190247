/** A meeting before it begins: its parts side by side with what is still missing. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { CommandError } from '../../session/command-error.ts';
import { failureText } from '../../session/failure-text.ts';
import { goTo, sessionPath, useSegments } from '../../session/session-path.ts';
import { useStore } from '../../session/use-store.ts';
import { useWatchedMeeting, useWatchProblem, type WatchedMeeting } from '../../session/use-watched-meeting.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/Page.tsx';
import { navigate } from '../../ui/router.ts';
import { useTitle } from '../../ui/use-title.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { AgendaPart } from './AgendaPart.tsx';
import { CheckList } from './CheckList.tsx';
import { openTasks } from './checklist.ts';
import { DelegatesPart } from './DelegatesPart.tsx';
import { GeneralPart } from './GeneralPart.tsx';
import { InvitationPart } from './InvitationPart.tsx';
import { partTexts } from './labels.ts';
import { type Part, partOf, parts } from './model.ts';
import { PreparationProvider, undoStep, usePreparation } from './PreparationContext.tsx';
import { PreparationHeader, UndoButton } from './PreparationHeader.tsx';
import { useHasSideRoom } from './use-side-room.ts';
import './preparation.css';
import './sheets.css';

export function PreparationPage({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation();
  const { data, body } = useDesk();
  const watched = useLastWatched(meetingId);
  const problem = useWatchProblem();
  const summary = data.meetings.find(({ id }) => id === meetingId);
  const ownBody = data.bodies.find(({ id }) => id === summary?.bodyId) ?? body;
  if (watched && ownBody) {
    return (
      <PreparationProvider key={meetingId} meetingId={meetingId} body={ownBody} watched={watched}>
        <PreparationContent />
      </PreparationProvider>
    );
  }
  if (!problem || problem === 'LOST') return <Loading text={t('common.loading')} />;
  return (
    <EmptyState
      icon={<WarningIcon />}
      title={t('preparation.notShown')}
      text={failureText(t, new CommandError({ code: problem, message: '' }))}
    >
      <Button onPress={() => goTo('meetings')}>{t('preparation.toMeetings')}</Button>
    </EmptyState>
  );
}

/** What was typed must not be lost while the slices are on their way again after a lost connection. */
function useLastWatched(meetingId: string): WatchedMeeting | null {
  const watched = useWatchedMeeting(meetingId);
  const last = useRef<WatchedMeeting>(null);
  if (watched) last.current = watched;
  return last.current?.meeting.head.id === meetingId ? last.current : null;
}

const contents: Record<Part, () => ReactNode> = {
  general: () => <GeneralPart />,
  agenda: () => <AgendaPart />,
  delegates: () => <DelegatesPart />,
  invitation: () => <InvitationPart />,
  check: () => <CheckPart />,
};

function PreparationContent() {
  const { prepared } = usePreparation();
  const part = partOf(useSegments()[2]);
  const hasSide = useHasSideRoom() && part !== 'check';
  useTitle(prepared.head.title);
  useUndoKey();
  useLeaveWarning();
  return (
    <div className="preparation" data-part={part}>
      <PreparationHeader />
      <div className="part-bar no-print">
        <PartTabs part={part} />
        <UndoButton />
      </div>
      <div className="bench" data-has-side={hasSide}>
        <section className="part" data-testid={`part-${part}`}>
          {contents[part]()}
        </section>
        {hasSide && <CheckPanel />}
      </div>
    </div>
  );
}

function PartTabs({ part }: { part: Part }) {
  const { t } = useTranslation();
  const { meetingId, prepared, gaps } = usePreparation();
  const counts: Partial<Record<Part, number>> = {
    agenda: prepared.items.length,
    delegates: prepared.delegates.length,
    check: openTasks(gaps),
  };
  return (
    <nav className="part-tabs" aria-label={t('preparation.parts')}>
      {parts.map((id) => (
        <a
          key={id}
          href={sessionPath('meetings', meetingId, id)}
          aria-current={id === part ? 'page' : undefined}
          data-testid={`part-tab-${id}`}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            navigate(sessionPath('meetings', meetingId, id));
          }}
        >
          {t(partTexts[id])}
          {counts[id] ? <span className="count">{counts[id]}</span> : null}
        </a>
      ))}
    </nav>
  );
}

function CheckPanel() {
  const { t } = useTranslation();
  const id = useId();
  return (
    <aside className="check-panel card no-print" aria-labelledby={id}>
      <h2 id={id}>{t('preparation.missing')}</h2>
      <CheckList titleId={id} />
    </aside>
  );
}

function CheckPart() {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="card">
      <h2 id={id}>{t('preparation.missing')}</h2>
      <CheckList titleId={id} />
      <p className="soft">{t('preparation.conveneHint')}</p>
    </div>
  );
}

/** Ctrl+Z takes back the last edit of the page; in a text field it stays the browser's own. */
function useUndoKey(): void {
  const { t } = useTranslation();
  const { editor } = usePreparation();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === 'KeyZ';
      const isInField = (event.target as Element).closest?.('input, textarea, select, [contenteditable]');
      if (!isUndo || isInField || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      if (editor.steps.get().length > 0) void undoStep(editor, undefined, t);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [editor, t]);
}

/** The browser asks before a page is closed that holds something unsaved. */
function useLeaveWarning(): void {
  const { editor } = usePreparation();
  const { state } = useStore(editor.status);
  useEffect(() => {
    if (state === 'saved') return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', onLeave);
    return () => removeEventListener('beforeunload', onLeave);
  }, [state]);
}
