/** Pieces that say how things stand. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { Clock, Countdown, Elapsed } from '../../ui/Clock.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import * as icons from '../../ui/icons.tsx';
import { CalendarIcon, CheckIcon, ClockIcon, LockIcon, PeopleIcon, StopIcon, WarningIcon } from '../../ui/icons.tsx';
import { Avatar, Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { Progress } from '../../ui/Progress.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { SaveState } from '../../ui/SaveState.tsx';
import { StatePage } from '../../ui/StatePage.tsx';
import { type Step, Steps } from '../../ui/Steps.tsx';
import { sampleStartMs } from './demo-data.ts';
import type { Piece } from './piece.ts';

export const statePieces: readonly Piece[] = [
  { id: 'colours', content: <Colours /> },
  { id: 'icons', content: <Icons /> },
  { id: 'mark', content: <Marks /> },
  { id: 'callout', content: <Callouts /> },
  { id: 'steps', content: <SampleSteps />, hasLayouts: true },
  { id: 'saveState', content: <SaveStates /> },
  { id: 'progress', content: <Progresses /> },
  { id: 'clock', content: <Clocks /> },
  { id: 'qr', content: <Code /> },
  { id: 'emptyState', content: <Empty />, hasLayouts: true },
  { id: 'offline', content: <Offline />, hasLayouts: true, isPage: true },
  { id: 'forbidden', content: <StatePage kind="forbidden" />, hasLayouts: true, isPage: true },
  { id: 'error', content: <ErrorPage />, hasLayouts: true, isPage: true },
  { id: 'notFound', content: <StatePage kind="notFound" />, hasLayouts: true, isPage: true },
];

const sizes = ['small', 'normal', 'large', 'title', 'huge', 'wall'] as const;

function Colours() {
  const { t } = useTranslation();
  return (
    <>
      {sizes.map((size) => (
        <p key={size} className="size-sample" style={{ fontSize: `var(--text-${size})` }}>
          {t('gallery.sampleText')}
        </p>
      ))}
    </>
  );
}

function Icons() {
  return (
    <ul className="icon-samples">
      {Object.entries(icons).map(([name, Icon]) => (
        <li key={name}>
          <Icon size="2rem" />
          <code>{name.replace(/Icon$/, '')}</code>
        </li>
      ))}
    </ul>
  );
}

function Marks() {
  const { t } = useTranslation();
  return (
    <div className="samples">
      <Avatar name={t('gallery.person', { number: 3 })} />
      <Mark icon={<PeopleIcon />}>{t('gallery.soft')}</Mark>
      <Mark look="good" icon={<CheckIcon />}>
        {t('gallery.good')}
      </Mark>
      <Mark look="warning" icon={<ClockIcon />}>
        {t('gallery.warning')}
      </Mark>
      <Mark look="danger" icon={<StopIcon />}>
        {t('gallery.recording')}
      </Mark>
      <Mark look="violet" icon={<LockIcon />}>
        {t('gallery.closedSession')}
      </Mark>
      <Mark look="accent" icon={<CheckIcon />}>
        {t('gallery.accent')}
      </Mark>
    </div>
  );
}

function Callouts() {
  const { t } = useTranslation();
  return (
    <>
      <div className="callout">
        <WarningIcon />
        <span>{t('gallery.warning')}</span>
      </div>
      <div className="callout danger">
        <WarningIcon />
        <span>{t('gallery.connectionLost')}</span>
      </div>
      <div className="callout violet">
        <LockIcon />
        <span>{t('gallery.closedSession')}</span>
      </div>
    </>
  );
}

function SampleSteps() {
  const { t } = useTranslation();
  const ids = ['stepPersons', 'stepAgenda', 'stepPapers', 'stepSend'] as const;
  const [current, setCurrent] = useState(2);
  const steps = ids.map((id, index): Step => {
    const state = index < current ? 'done' : index === current ? 'current' : 'todo';
    return { id, title: t(`gallery.${id}`), state };
  });
  return (
    <>
      <Steps
        label={t('gallery.steps')}
        steps={steps}
        onGo={(id) => setCurrent(ids.indexOf(id as (typeof ids)[number]))}
        testId="gallery-steps"
      />
      <Button onPress={() => setCurrent((current + 1) % ids.length)}>{t('gallery.primary')}</Button>
    </>
  );
}

function SaveStates() {
  const { t } = useTranslation();
  return (
    <div className="samples">
      <SaveState state="saved" atMs={sampleStartMs} />
      <SaveState state="saving" atMs={null} />
      <SaveState state="failed" atMs={null} onRetry={() => notices.show('done', t('gallery.saved'))} />
    </div>
  );
}

function Progresses() {
  const { t } = useTranslation();
  return (
    <>
      <Progress label={t('gallery.upload')} value={620} max={1_000} />
      <Progress label={t('gallery.stepSend')} value={null} />
    </>
  );
}

function Clocks() {
  const [openedMs] = useState(Date.now);
  return (
    <div className="samples clocks">
      <Clock />
      <Countdown untilMs={openedMs + 252_000} />
      <Countdown untilMs={openedMs - 15_000} />
      <Elapsed sinceMs={openedMs - 3_845_000} />
    </div>
  );
}

function Code() {
  const { t } = useTranslation();
  return (
    <div className="code-sample">
      <Qr text="https://example.invalid/join#demo" label={t('gallery.qr')} />
    </div>
  );
}

function Empty() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<CalendarIcon />} title={t('gallery.emptyTitle')} text={t('gallery.emptyText')}>
      <Button look="primary">{t('common.add')}</Button>
    </EmptyState>
  );
}

function Offline() {
  const { t } = useTranslation();
  return (
    <StatePage kind="offline">
      <Button onPress={() => location.reload()}>{t('common.retry')}</Button>
    </StatePage>
  );
}

function ErrorPage() {
  const { t } = useTranslation();
  return (
    <StatePage kind="error" detail={t('common.errorNumber', { id: 'demo-1' })}>
      <Button look="primary" onPress={() => location.reload()}>
        {t('common.reload')}
      </Button>
    </StatePage>
  );
}
