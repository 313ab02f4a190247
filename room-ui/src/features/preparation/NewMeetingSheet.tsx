/** A new meeting: from a template, like an earlier one, or empty. Everything else is done in the preparation. */

import { useEffect, useMemo, useState } from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { goTo } from '../../session/session-path.ts';
import { useWatchedMeeting } from '../../session/use-watched-meeting.ts';
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx';
import { Combo } from '../../ui/Combo.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { dayOnly } from '../../ui/format.ts';
import { CopyIcon, DocumentIcon, PlusIcon } from '../../ui/icons.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { minutesOf, totalMinutes } from './forecast.ts';
import { ruleTexts, titleProblem } from './labels.ts';
import { type MeetingSummary, preparedOf, type QuorumRuleId, quorumRuleIds, type Template } from './model.ts';
import { isTimeless, monthOf, nextWorkingMorning, suggestTitle } from './new-meeting.ts';

type SourceKind = 'template' | 'meeting' | 'empty';
type Draft = {
  kind: SourceKind;
  sourceId: string;
  /** Null until somebody types one: then it follows source and date. */
  title: string | null;
  place: string | null;
  startAt: number | null;
  ruleId: QuorumRuleId | null;
  /** The rule of the earlier meeting, as soon as it was read. */
  earlierRuleId: QuorumRuleId | null;
};

type Sources = { meetings: readonly MeetingSummary[]; templates: readonly Template[] };

export function NewMeetingSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { send, clock } = useSession();
  const { body, reload } = useDesk();
  const sources = useSources();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(sources, nextWorkingMorning(clock.now())));
  const [hasTried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const filled = fill(t, draft, sources);
  const titleWrong = titleProblem(t, filled.title);
  const startWrong = draft.startAt === null ? t('preparation.startMissing') : '';
  const { isSending, problem, onSubmit } = useForm(async () => {
    setTried(true);
    if (titleWrong || draft.startAt === null || !body) return;
    const { title, place, quorumRuleId, source } = filled;
    const input = { bodyId: body.id, title, place, plannedStartAt: draft.startAt, quorumRuleId, source };
    const { meetingId } = await send('meeting.create', input);
    await reload();
    goTo('meetings', meetingId, draft.kind === 'empty' ? 'agenda' : 'general');
  });
  return (
    <Sheet title={t('preparation.newMeeting')} isWide onClose={onClose} testId="new-meeting-sheet">
      <form className="form long-form" onSubmit={onSubmit} noValidate>
        <SourceFields draft={draft} sources={sources} onChange={change} />
        <TextField
          label={t('preparation.meetingTitle')}
          value={filled.title}
          onChange={(title) => change({ title })}
          problem={(hasTried && titleWrong) || undefined}
          autoComplete="off"
          isRequired
          testId="new-title"
        />
        <DateTimeField
          label={t('preparation.start')}
          valueMs={draft.startAt}
          onChange={(startAt) => change({ startAt })}
          problem={(hasTried && startWrong) || undefined}
          isRequired
          testId="new-start"
        />
        <TextField
          label={t('preparation.place')}
          value={filled.place}
          onChange={(place) => change({ place })}
          maxLength={300}
          autoComplete="off"
          testId="new-place"
        />
        <ChoiceField
          label={t('preparation.quorumRule')}
          value={filled.quorumRuleId}
          choices={quorumRuleIds.map((value) => ({ value: value as QuorumRuleId, text: t(ruleTexts[value]) }))}
          onChange={(ruleId) => change({ ruleId })}
          testId="new-rule"
        />
        <FormEnd problem={problem} words={t('preparation.newMeeting')} isSending={isSending} testId="new-create" />
      </form>
    </Sheet>
  );
}

function useSources(): Sources {
  const { data, body } = useDesk();
  return useMemo(
    () => ({
      meetings: data.meetings
        .filter(({ bodyId, isQuarantined }) => bodyId === body?.id && !isQuarantined)
        .sort((one, other) => other.plannedStartAt - one.plannedStartAt),
      templates: [...(body?.templates ?? []), ...data.templates],
    }),
    [data, body],
  );
}

function firstDraft({ meetings, templates }: Sources, startAt: number): Draft {
  const kind: SourceKind = meetings.length > 0 ? 'meeting' : templates.length > 0 ? 'template' : 'empty';
  const sourceId = (kind === 'meeting' ? meetings[0]?.id : templates[0]?.id) ?? '';
  return { kind, sourceId, title: null, place: null, startAt, ruleId: null, earlierRuleId: null };
}

/** What the form shows and sends: what was typed, else what follows from the source. */
function fill(t: TFunction, draft: Draft, { meetings, templates }: Sources) {
  const { kind, sourceId, title, place, startAt, ruleId, earlierRuleId } = draft;
  const template = kind === 'template' ? templates.find(({ id }) => id === sourceId) : undefined;
  const meeting = kind === 'meeting' ? meetings.find(({ id }) => id === sourceId) : undefined;
  const origin = template ?? meeting;
  return {
    title: title ?? (origin ? titleFrom(t, origin.title, startAt) : ''),
    place: place ?? origin?.place ?? '',
    quorumRuleId: ruleId ?? template?.quorumRuleId ?? (meeting && earlierRuleId) ?? 'simpleMajority',
    source: template
      ? ({ kind: 'template', templateId: template.id } as const)
      : meeting
        ? ({ kind: 'meeting', meetingId: meeting.id } as const)
        : ({ kind: 'empty' } as const),
  };
}

function titleFrom(t: TFunction, title: string, startAt: number | null): string {
  if (startAt === null) return title;
  if (isTimeless(title)) return t('preparation.titleOfMonth', { title, ...monthOf(startAt) });
  return suggestTitle(title, startAt);
}

type SourceFieldsProps = { draft: Draft; sources: Sources; onChange: (part: Partial<Draft>) => void };

function SourceFields({ draft, sources, onChange }: SourceFieldsProps) {
  const { t } = useTranslation();
  const { meetings, templates } = sources;
  const choices = [
    ...(meetings.length > 0
      ? [
          {
            value: 'meeting' as SourceKind,
            text: t('preparation.likeEarlier'),
            hint: t('preparation.likeEarlierHint'),
            icon: <CopyIcon />,
          },
        ]
      : []),
    ...(templates.length > 0
      ? [
          {
            value: 'template' as SourceKind,
            text: t('preparation.fromTemplate'),
            hint: t('preparation.fromTemplateHint'),
            icon: <DocumentIcon />,
          },
        ]
      : []),
    {
      value: 'empty' as SourceKind,
      text: t('preparation.fromNothing'),
      hint: t('preparation.fromNothingHint'),
      icon: <PlusIcon />,
    },
  ];
  const choose = (kind: SourceKind) =>
    onChange({ kind, sourceId: (kind === 'meeting' ? meetings[0]?.id : templates[0]?.id) ?? '' });
  return (
    <>
      <ChoiceGroup
        label={t('preparation.source')}
        value={draft.kind}
        choices={choices}
        onChange={choose}
        testId="new-source"
      />
      {draft.kind === 'meeting' && <EarlierFields draft={draft} meetings={meetings} onChange={onChange} />}
      {draft.kind === 'template' && <TemplateFields draft={draft} templates={templates} onChange={onChange} />}
    </>
  );
}

type EarlierFieldsProps = Omit<SourceFieldsProps, 'sources'> & { meetings: readonly MeetingSummary[] };

function EarlierFields({ draft, meetings, onChange }: EarlierFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Combo
        label={t('preparation.earlierMeeting')}
        items={meetings.map(({ id, title, plannedStartAt, participantCount }) => ({
          id,
          text: title,
          hint: t('preparation.earlierHint', { day: dayOnly(plannedStartAt), count: participantCount }),
        }))}
        value={draft.sourceId}
        onChange={(id) => id && onChange({ sourceId: id, earlierRuleId: null })}
        testId="new-meeting-source"
      />
      <EarlierItems key={draft.sourceId} meetingId={draft.sourceId} onChange={onChange} />
    </>
  );
}

/** What would be taken over, read from the meeting itself. */
function EarlierItems({ meetingId, onChange }: { meetingId: string; onChange: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation();
  const watched = useWatchedMeeting(meetingId);
  const ruleId = watched?.meeting.head.quorumRule.id as QuorumRuleId | undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, as soon as it is known.
  useEffect(() => {
    if (ruleId) onChange({ earlierRuleId: ruleId });
  }, [ruleId]);
  if (!watched) return <p className="soft">{t('common.loading')}</p>;
  return (
    <ol className="numbered" data-testid="earlier-items">
      {preparedOf(watched).items.map(({ id, title, plannedMs }) => (
        <li key={id}>{t('preparation.itemLine', { title, count: minutesOf(plannedMs) })}</li>
      ))}
    </ol>
  );
}

type TemplateFieldsProps = Omit<SourceFieldsProps, 'sources'> & { templates: readonly Template[] };

function TemplateFields({ draft, templates, onChange }: TemplateFieldsProps) {
  const { t } = useTranslation();
  const chosen = templates.find(({ id }) => id === draft.sourceId);
  return (
    <>
      <Combo
        label={t('preparation.template')}
        items={templates.map(({ id, name, items }) => ({
          id,
          text: name,
          hint: t('preparation.templateFacts', { count: items.length, minutes: totalMinutes(items) }),
        }))}
        value={draft.sourceId}
        onChange={(id) => id && onChange({ sourceId: id })}
        testId="new-template"
      />
      {chosen && (
        <ol className="numbered" data-testid="template-items">
          {chosen.items.map(({ title, plannedMs }) => (
            <li key={title}>{t('preparation.itemLine', { title, count: minutesOf(plannedMs) })}</li>
          ))}
        </ol>
      )}
    </>
  );
}
