/** The agenda with its times. Active is what is discussed; selected is what those who run the meeting point to. */

import { useEffect, useRef } from 'react';
import type { AgendaRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useNow, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime, duration } from '../../ui/format.ts';
import { CheckIcon, EyeIcon, PlayIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { isStaff } from '../attendance/model.ts';
import { useNextAction } from '../next-action/use-next-action.ts';
import { forecastOf, itemsInOrder, nextItem, overrunMs, usedMs } from './model.ts';
import './agenda.css';

export function AgendaView() {
  const { t } = useTranslation();
  const { head, rows } = useSlice('agenda');
  const next = useNextAction();
  const me = useSlice('me').head;
  const items = itemsInOrder(rows);
  const following = nextItem(items, head);
  const forecast = forecastOf(items, useSlice('meeting').head, useNow());
  return (
    <section className="panel agenda" aria-label={t('agenda.title')} tabIndex={isStaff(me) ? undefined : 0}>
      <h2>{t('agenda.title')}</h2>
      {items.length === 0 && <p className="soft empty">{t('agenda.empty')}</p>}
      <ol>
        {items.map((item) => (
          <AgendaItem
            key={item.id}
            item={item}
            beginsAt={forecast.get(item.id)?.beginsAt ?? null}
            isActive={item.id === head.activeItemId}
            isSelected={item.id === head.selectedItemId}
            isFollowing={item === following}
            isNext={next.name === 'activate' && next.itemId === item.id}
          />
        ))}
      </ol>
    </section>
  );
}

type AgendaItemProps = {
  item: AgendaRow;
  /** When it is likely to begin, for what is still to come. */
  beginsAt: number | null;
  isActive: boolean;
  isSelected: boolean;
  isFollowing: boolean;
  isNext: boolean;
};

function AgendaItem({ item, beginsAt, isActive, isSelected, isFollowing, isNext }: AgendaItemProps) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const status = useSlice('meeting').head.status;
  const mayActivate = me.may.includes('agenda.activate') && status === 'inSession' && !isActive;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <li
      ref={element}
      className={`item ${item.status}`}
      data-testid={`agenda-item-${item.id}`}
      data-active={isActive}
      data-selected={isSelected}
      aria-current={isActive ? 'step' : undefined}
    >
      <ItemSign item={item} isActive={isActive} />
      <span className="words">
        <ItemTitle item={item} isSelected={isSelected} />
        <ItemTimes item={item} beginsAt={isActive ? null : beginsAt} />
        {isSelected && !isActive && (
          <Mark icon={<EyeIcon size="1.25rem" />} look="accent">
            {t('agenda.selected')}
          </Mark>
        )}
        {item.visibility !== 'public' && (
          <Mark icon={null} look="accent">
            {t(item.visibility === 'staff' ? 'agenda.visibilityStaff' : 'agenda.visibilityMember')}
          </Mark>
        )}
        {mayActivate && isFollowing && <ActivateButton item={item} isInWords isNext={isNext} />}
      </span>
      {/* Back to what is done it goes by the title, on purpose. */}
      {mayActivate && !isFollowing && item.status !== 'done' && <ActivateButton item={item} />}
    </li>
  );
}

/** For those who may, a tap on the title points everybody to the item; it never starts the discussion. */
function ItemTitle({ item, isSelected }: { item: AgendaRow; isSelected: boolean }) {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const status = useSlice('meeting').head.status;
  const isOnline = useIsOnline();
  const command = useCommand();
  if (!me.may.includes('agenda.select') || status === 'closed') return <span className="title">{item.title}</span>;
  return (
    <Button
      testId={`select-${item.id}`}
      className="title"
      look="quiet"
      size="compact"
      label={t('agenda.selectLabel', { title: item.title })}
      isPressed={isSelected}
      isDisabled={!isOnline}
      onPress={() => void command('agenda.select', { itemId: item.id })}
    >
      {item.title}
    </Button>
  );
}

type ActivateButtonProps = { item: AgendaRow; isInWords?: boolean; isNext?: boolean };

/** At full length for the item to go on to; one short word for the jump to any other. */
function ActivateButton({ item, isInWords = false, isNext = false }: ActivateButtonProps) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const fromItemId = useSlice('agenda').head.activeItemId;
  return (
    <Button
      testId={`activate-${item.id}`}
      size="compact"
      look={isNext ? 'primary' : isInWords ? 'plain' : 'quiet'}
      label={t('agenda.activateLabel', { title: item.title })}
      isDisabled={!isOnline}
      onPress={() => void command('agenda.activate', { itemId: item.id, fromItemId })}
    >
      {t(isInWords ? 'agenda.activate' : 'agenda.jump')}
    </Button>
  );
}

function ItemSign({ item, isActive }: { item: AgendaRow; isActive: boolean }) {
  const { t } = useTranslation();
  const word = isActive ? t('agenda.active') : item.status === 'done' ? t('agenda.done') : t('agenda.pending');
  return (
    <span className="sign" title={word}>
      {isActive ? <PlayIcon /> : item.status === 'done' ? <CheckIcon /> : item.position + 1}
      <span className="unseen">{word}</span>
    </span>
  );
}

function ItemTimes({ item, beginsAt }: { item: AgendaRow; beginsAt: number | null }) {
  const { t } = useTranslation();
  const now = useNow();
  const used = usedMs(item, now);
  const over = overrunMs(item, now);
  return (
    <span className="times soft small">
      <span>{t('agenda.planned', { minutes: Math.round(item.plannedMs / 60_000) })}</span>
      {beginsAt !== null && <span> · {t('agenda.begins', { time: clockTime(beginsAt) })}</span>}
      {used > 0 && <span> · {t('agenda.actual', { time: duration(used) })}</span>}
      {over > 0 && <span className="over"> · {t('agenda.over', { time: duration(over) })}</span>}
    </span>
  );
}
