/** Shows the notices where they cover no button, reads them out politely, and lets F6 go to them. */
import { type FocusEvent, useEffect, useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { useStore } from '../session/use-store.ts';
import { Button } from './Button.tsx';
import { CheckIcon, CloseIcon, UndoIcon, WarningIcon } from './icons.tsx';
import { type Notice, notices } from './notices.ts';

const icons = { done: CheckIcon, hint: WarningIcon, problem: WarningIcon, undo: CheckIcon };

export function Notices() {
  const { t } = useTranslation();
  const list = useStore(notices.list);
  const last = list.at(-1);
  const { section, onFocus, onBlur } = useReach(list);
  return (
    <>
      <p className="unseen" role="status">
        {last && (last.kind === 'undo' ? t('ui.undoKey', { text: last.text }) : last.text)}
      </p>
      {/* Stays usable beside an open dialog, which shuts off the rest of the page. */}
      <section
        ref={section}
        className="notices"
        aria-label={t('common.notices')}
        data-react-aria-top-layer="true"
        onFocus={onFocus}
        onBlur={onBlur}
        onPointerEnter={notices.pause}
        onPointerLeave={notices.resume}
      >
        {list.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </section>
    </>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const Icon = icons[notice.kind];
  const takeBack = () => {
    notices.dismiss(notice.id);
    void notice.undo?.();
  };
  return (
    <div className={`notice ${notice.kind}`} data-testid="notice">
      <Icon />
      <span className="words">{notice.text}</span>
      {notice.undo && (
        <Button onPress={takeBack} testId="notice-undo">
          <UndoIcon />
          {t('ui.undo')}
        </Button>
      )}
      <Button look="quiet" label={t('common.dismiss')} onPress={() => notices.dismiss(notice.id)}>
        <CloseIcon />
      </Button>
    </div>
  );
}

/** F6 goes to the newest notice; when that is gone, the focus goes back to where it came from. */
function useReach(list: readonly Notice[]) {
  const section = useRef<HTMLElement>(null);
  const cameFrom = useRef<HTMLElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const button = section.current?.querySelector<HTMLElement>('.notice:last-child button');
      if (event.key !== 'F6' || !button) return;
      event.preventDefault();
      button.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a notice that went may have taken the focus with it.
  useEffect(() => {
    if (cameFrom.current && !section.current?.contains(document.activeElement)) {
      cameFrom.current.focus();
      cameFrom.current = null;
      notices.resume();
    }
  }, [list]);
  return {
    section,
    onFocus: (event: FocusEvent) => {
      notices.pause();
      const from = event.relatedTarget;
      if (from instanceof HTMLElement && !section.current?.contains(from)) cameFrom.current = from;
    },
    onBlur: (event: FocusEvent) => {
      const to = event.relatedTarget;
      if (to instanceof Node && section.current?.contains(to)) return;
      if (to) cameFrom.current = null;
      notices.resume();
    },
  };
}
