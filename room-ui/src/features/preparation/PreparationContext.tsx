/** What all parts of the preparation share: the meeting as it is now, the editor that changes it, and what is missing. */

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { failureText } from '../../session/failure-text.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { createStore } from '../../session/store.ts';
import type { WatchedMeeting } from '../../session/use-watched-meeting.ts';
import { notices } from '../../ui/notices.ts';
import { useClock } from '../../ui/use-now.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { checklistOf, type Gap } from './checklist.ts';
import { type EditOptions, Editor, type UndoStep } from './editor.ts';
import { type Body, isChangeable, type Link, type Prepared, preparedOf } from './model.ts';
import type { Call } from './undo.ts';

export type Preparation = {
  meetingId: string;
  prepared: Prepared;
  body: Body;
  /** Null until they were read. */
  links: readonly Link[] | null;
  gaps: readonly Gap[];
  isReadOnly: boolean;
  editor: Editor;
  reloadLinks: () => Promise<void>;
  /** Edits and says in a notice why it was refused; null then. */
  edit: (calls: readonly Call[], options: EditOptions) => Promise<UndoStep | null>;
  /** The same for one command that is made when its turn comes. */
  editWhenDue: (make: () => Call | null, options: EditOptions) => Promise<UndoStep | null>;
  /** The same, with an offer to take it back. */
  editWithUndo: (calls: readonly Call[], options: EditOptions) => Promise<UndoStep | null>;
};

const PreparationContext = createContext<Preparation | null>(null);
const minuteMs = 60_000;

type ProviderProps = { meetingId: string; body: Body; watched: WatchedMeeting; children: ReactNode };

export function PreparationProvider({ meetingId, body, watched, children }: ProviderProps) {
  const prepared = useMemo(() => preparedOf(watched), [watched]);
  const editor = useEditor(meetingId, prepared);
  const { links, reloadLinks } = useLinks(meetingId, prepared.delegates.length);
  const nowMs = Math.floor(useClock() / minuteMs) * minuteMs;
  const isQuarantined = useDesk().data.meetings.some(({ id, isQuarantined: is }) => id === meetingId && is);
  const gaps = useMemo(
    () => checklistOf(prepared, { nowMs, sites: body.sites, seats: body.seats, links }),
    [prepared, nowMs, body, links],
  );
  const edits = useEdits(editor);
  const isReadOnly = isQuarantined || !isChangeable(prepared.head.status);
  const preparation = useMemo(
    () => ({ meetingId, prepared, body, links, gaps, isReadOnly, editor, reloadLinks, ...edits }),
    [meetingId, prepared, body, links, gaps, isReadOnly, editor, reloadLinks, edits],
  );
  return <PreparationContext value={preparation}>{children}</PreparationContext>;
}

/** Only below a `PreparationProvider`. */
export function usePreparation(): Preparation {
  const preparation = useContext(PreparationContext);
  if (!preparation) throw new Error('usePreparation needs a PreparationProvider above it.');
  return preparation;
}

function useEditor(meetingId: string, prepared: Prepared): Editor {
  const { send, clock } = useSession();
  // The first rows only: those that follow are set below, and the editor lasts as long as the meeting is shown.
  const [rows] = useState(() => createStore(prepared));
  useLayoutEffect(() => rows.set(prepared), [rows, prepared]);
  return useMemo(
    () =>
      new Editor({
        prepared: rows,
        now: clock.now,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        send: (call) => send(call.name, call.input, { meetingId }),
      }),
    [rows, clock, send, meetingId],
  );
}

/** Read again when somebody came or went. */
function useLinks(meetingId: string, delegateCount: number) {
  const { send } = useSession();
  const [links, setLinks] = useState<readonly Link[] | null>(null);
  const reloadLinks = useCallback(async () => {
    // Without them the page says nothing about links; the part that shows them says why.
    const answer = await send('link.list', {}, { meetingId }).catch(() => null);
    if (answer) setLinks(answer.links);
  }, [send, meetingId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of delegates is what changes the links.
  useEffect(() => void reloadLinks(), [reloadLinks, delegateCount]);
  return { links, reloadLinks };
}

function useEdits(editor: Editor) {
  const { t } = useTranslation();
  return useMemo(() => {
    const orNotice = async (work: Promise<UndoStep | null>) => {
      try {
        return await work;
      } catch (error) {
        notices.show('problem', failureText(t, error));
        return null;
      }
    };
    const edit: Preparation['edit'] = (calls, options) => orNotice(editor.editAll(calls, options));
    const editWhenDue: Preparation['editWhenDue'] = (make, options) => orNotice(editor.edit(make, options));
    const editWithUndo: Preparation['editWithUndo'] = async (calls, options) => {
      const step = await edit(calls, options);
      if (step) offerUndo(editor, step, t);
      return step;
    };
    return { edit, editWhenDue, editWithUndo };
  }, [editor, t]);
}

/** Says what was done, with a way back for some seconds. */
export function offerUndo(editor: Editor, step: UndoStep, t: TFunction): void {
  notices.undo(t('preparation.didWhat', { what: step.label }), () => undoStep(editor, step.id, t));
}

/** Takes a step back and says so where that is no longer possible. */
export async function undoStep(editor: Editor, stepId: number | undefined, t: TFunction) {
  try {
    const isDone = await editor.undo(stepId);
    if (!isDone) notices.show('hint', t('preparation.undoGone'));
  } catch (error) {
    notices.show('problem', failureText(t, error));
  }
}
