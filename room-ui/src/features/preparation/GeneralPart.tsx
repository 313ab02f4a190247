/** What the meeting is, where and when, and how many must be there. Each field saves itself. */
import { useEffect } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useStore } from '../../session/use-store.ts';
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { FieldSlot } from './FieldSlot.tsx';
import { dayShiftMs } from './forecast.ts';
import { ruleTexts, titleProblem } from './labels.ts';
import { type MeetingChanges, type Prepared, type QuorumRuleId, quorumRuleIds } from './model.ts';
import { usePreparation } from './PreparationContext.tsx';
import { focusOn, wantedGap } from './place.ts';
import { SavedTextField } from './SavedTextField.tsx';
import { type Call, changeCall } from './undo.ts';
import { readHead, useField } from './use-field.ts';

const change = (changes: MeetingChanges): Call => ({ name: 'meeting.change', input: { changes } });

export function GeneralPart() {
  const { isReadOnly } = usePreparation();
  useWantedField();
  return (
    <fieldset className="card form general" disabled={isReadOnly}>
      <TitleField />
      <PlaceField />
      <StartField />
      <RuleField />
    </fieldset>
  );
}

function useWantedField(): void {
  const gap = useStore(wantedGap);
  useEffect(() => {
    if (gap?.part !== 'general') return;
    wantedGap.set(null);
    focusOn(gap.code === 'noPlace' ? '[data-testid="meeting-place"]' : '[data-testid="meeting-start-day"]');
  }, [gap]);
}

function TitleField() {
  const { t } = useTranslation();
  const field = useField<string>({
    key: 'title',
    read: readHead(({ title }) => title),
    check: (text) => titleProblem(t, text),
    call: (title) => change({ title: title.trim() }),
    undoLabel: t('preparation.undoTitle'),
  });
  return <SavedTextField label={t('preparation.meetingTitle')} field={field} testId="meeting-title" />;
}

function PlaceField() {
  const { t } = useTranslation();
  const field = useField<string>({
    key: 'place',
    read: readHead(({ place }) => place),
    check: (text) => (text.length > 300 ? t('preparation.titleTooLong', { max: 300 }) : ''),
    call: (place) => change({ place: place.trim() }),
    undoLabel: t('preparation.undoPlace'),
  });
  const hint = t('preparation.placeHint');
  return <SavedTextField label={t('preparation.place')} field={field} hint={hint} testId="meeting-place" />;
}

function StartField() {
  const { t } = useTranslation();
  const { editor } = usePreparation();
  const field = useField<number | null>({
    key: 'start',
    read: readHead(({ plannedStartAt }) => plannedStartAt),
    check: (value) => (value === null ? t('preparation.startMissing') : ''),
    call: (value) => startCalls(editor.now(), value),
    undoLabel: t('preparation.undoStart'),
  });
  const { foreign } = field;
  const hint = foreign ? t('preparation.changedMeanwhile', { text: dayAndTime(foreign) }) : undefined;
  return (
    <FieldSlot field={field}>
      <DateTimeField
        label={t('preparation.start')}
        valueMs={field.value}
        onChange={field.onChange}
        hint={hint}
        problem={field.problem}
        testId="meeting-start"
      />
    </FieldSlot>
  );
}

/** Fixed times of items go to the new day with the meeting. */
function startCalls({ head, items }: Prepared, startAt: number | null): Call[] {
  if (startAt === null) return [];
  const shiftMs = dayShiftMs(head.plannedStartAt, startAt);
  const moved = items.flatMap(({ id, revision, startsAt }) =>
    shiftMs !== 0 && startsAt !== null ? [changeCall(id, revision, { startsAt: startsAt + shiftMs })] : [],
  );
  return [change({ plannedStartAt: startAt }), ...moved];
}

function RuleField() {
  const { t } = useTranslation();
  const { prepared, edit, isReadOnly } = usePreparation();
  const { quorum, quorumRule } = prepared.head;
  const choices = quorumRuleIds.map((value) => ({
    value,
    text: t(ruleTexts[value]),
    ...(value === quorumRule.id && quorum.members > 0
      ? { hint: t('preparation.quorumNeeded', { needed: quorum.needed, members: quorum.members }) }
      : {}),
  }));
  const choose = (quorumRuleId: QuorumRuleId) =>
    void edit([change({ quorumRuleId })], { label: t('preparation.undoRule') });
  return (
    <ChoiceGroup
      label={t('preparation.quorumRule')}
      value={quorumRule.id as QuorumRuleId}
      choices={choices}
      onChange={choose}
      isDisabled={isReadOnly}
      testId="meeting-rule"
    />
  );
}
