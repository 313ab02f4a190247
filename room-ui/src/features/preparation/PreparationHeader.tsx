/** What is prepared, whether it is saved, what is still missing, and the one thing to do next. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { goTo, useSegments } from '../../session/session-path.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime, weekdayAndDay } from '../../ui/format.ts';
import { CheckIcon, MoreIcon, UndoIcon, WarningIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { SaveState } from '../../ui/SaveState.tsx';
import { CancelSheet } from './CancelSheet.tsx';
import { ConveneSheet } from './ConveneSheet.tsx';
import { isBlocked, openTasks } from './checklist.ts';
import { partOf } from './model.ts';
import { undoStep, usePreparation } from './PreparationContext.tsx';
import { StatusMark } from './StatusMark.tsx';
import { TemplateSheet } from './TemplateSheet.tsx';

export function PreparationHeader() {
  const { t } = useTranslation();
  const { prepared, editor, isReadOnly } = usePreparation();
  const { title, status, plannedStartAt, plannedEndAt, place } = prepared.head;
  const save = useStore(editor.status);
  const span = `${clockTime(plannedStartAt)}–${clockTime(plannedEndAt)}`;
  return (
    <header className="preparation-header">
      <div className="what">
        <h1 data-testid="meeting-name">{title}</h1>
        <p className="facts">
          <span>{`${span}, ${weekdayAndDay(plannedStartAt)}`}</span>
          {place && <span>{place}</span>}
          <StatusMark status={status} />
          {isReadOnly ? (
            <span className="soft">{t('preparation.readOnly')}</span>
          ) : (
            <SaveState state={save.state} atMs={save.atMs} onRetry={() => void editor.retry()} />
          )}
        </p>
      </div>
      {!isReadOnly && <Actions />}
      <LongRun />
    </header>
  );
}

function Actions() {
  const { meetingId, prepared, gaps } = usePreparation();
  const [opened, setOpened] = useState<'convene' | 'cancel' | 'template' | null>(null);
  const close = () => setOpened(null);
  const convene = () => {
    if (isBlocked(gaps)) goTo('meetings', meetingId, 'check');
    else setOpened('convene');
  };
  return (
    <div className="actions">
      <MoreMenu onOpen={setOpened} />
      <Tasks />
      <PrimaryAction onConvene={convene} />
      {opened === 'convene' && <ConveneSheet onClose={close} />}
      {opened === 'cancel' && <CancelSheet meeting={prepared.head} onClose={close} />}
      {opened === 'template' && <TemplateSheet prepared={prepared} onClose={close} />}
    </div>
  );
}

function PrimaryAction({ onConvene }: { onConvene: () => void }) {
  const { t } = useTranslation();
  const { meetingId, prepared } = usePreparation();
  const { status } = prepared.head;
  const part = partOf(useSegments()[2]);
  if (status === 'draft') {
    return (
      <Button look="primary" testId="convene" onPress={onConvene}>
        <CheckIcon />
        {t('preparation.convene')}
      </Button>
    );
  }
  // There it is done with the buttons of the part itself.
  if (status !== 'convened' || part === 'invitation') return null;
  return (
    <Button look="primary" testId="to-invitation" onPress={() => goTo('meetings', meetingId, 'invitation')}>
      {t('preparation.sendInvitations')}
    </Button>
  );
}

export function UndoButton() {
  const { t } = useTranslation();
  const { editor } = usePreparation();
  const step = useStore(editor.steps).at(-1);
  if (!step) return null;
  return (
    <span title="Ctrl+Z" className="undo">
      <Button
        look="quiet"
        testId="undo"
        label={t('preparation.undoOf', { what: step.label })}
        onPress={() => void undoStep(editor, undefined, t)}
      >
        <UndoIcon />
        <span className="ellipsis">{t('preparation.undoOf', { what: step.label })}</span>
      </Button>
    </span>
  );
}

function MoreMenu({ onOpen }: { onOpen: (what: 'cancel' | 'template') => void }) {
  const { t } = useTranslation();
  const { prepared } = usePreparation();
  const mayCancel = prepared.head.status === 'draft' || prepared.head.status === 'convened';
  return (
    <Menu icon={<MoreIcon />} label={t('preparation.more')} testId="meeting-more">
      <MenuItem onAction={() => onOpen('template')} testId="save-template">
        {t('preparation.saveTemplate')}
      </MenuItem>
      {mayCancel && (
        <MenuItem onAction={() => onOpen('cancel')} testId="cancel-meeting">
          {t('preparation.cancelMeeting')}
        </MenuItem>
      )}
    </Menu>
  );
}

function Tasks() {
  const { t } = useTranslation();
  const { meetingId, gaps } = usePreparation();
  const count = openTasks(gaps);
  return (
    <Button look="quiet" className="tasks" testId="open-tasks" onPress={() => goTo('meetings', meetingId, 'check')}>
      {count > 0 ? <WarningIcon /> : <CheckIcon />}
      {count > 0 ? t('preparation.openTasks', { count }) : t('preparation.nothingMissing')}
    </Button>
  );
}

/** Only while a long series of commands goes out. */
function LongRun() {
  const { t } = useTranslation();
  const { editor } = usePreparation();
  const run = useStore(editor.progress);
  return run && <Progress label={t('preparation.changing')} value={run.done} max={run.total} />;
}
