/**
 * Every way to ask for the floor: by kind on the item under discussion, and beforehand for items to come. On a room's
 * device for each person who sits there.
 */
import { useState } from 'react';
import type { PersonId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { formalName } from '../attendance/model.ts';
import { type Asking, askingsOf, preRegistrationsOf } from './asking.ts';
import { floorOf } from './model.ts';
import { standingOf } from './own-floor.ts';

type FloorSheetProps = { personIds: readonly PersonId[]; onClose: () => void };

export function FloorSheet({ personIds, onClose }: FloorSheetProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<PersonId | undefined>(personIds[0]);
  const isInSession = useSlice('meeting').head.status === 'inSession';
  const isRoom = useSlice('me').head.personId === null;
  // Who left the device meanwhile is not asked for any more.
  const personId = chosen && personIds.includes(chosen) ? chosen : personIds[0];
  if (!personId) return null;
  return (
    <Sheet title={t('floor.request')} onClose={onClose} testId="floor-sheet">
      {personIds.length > 1 && <PersonChoice personIds={personIds} chosen={personId} onChoose={setChosen} />}
      {isInSession && <Askings personId={personId} onDone={onClose} />}
      <Later personId={personId} />
      {isRoom && <SelfAccept personId={personId} />}
    </Sheet>
  );
}

type PersonChoiceProps = {
  personIds: readonly PersonId[];
  chosen: PersonId;
  onChoose: (personId: PersonId) => void;
};

function PersonChoice({ personIds, chosen, onChoose }: PersonChoiceProps) {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const floor = floorOf(useSlice('floor'));
  const itemId = useSlice('agenda').head.activeItemId;
  const standingText = (personId: PersonId) => {
    const standing = standingOf(personId, floor, itemId);
    if (standing.state === 'waiting') return t('floor.waiting', { place: standing.place });
    return t(`ownFloor.standing_${standing.state}`);
  };
  return (
    <ChoiceGroup
      label={t('ownFloor.forWhom')}
      value={chosen}
      testId="ask-for"
      choices={personIds.map((personId) => ({
        value: personId,
        text: formalName(names[personId]),
        hint: standingText(personId),
      }))}
      onChange={onChoose}
    />
  );
}

function Askings({ personId, onDone }: { personId: PersonId; onDone: () => void }) {
  const { t } = useTranslation();
  const floor = floorOf(useSlice('floor'));
  const names = useSlice('attendance').rows;
  const { head, rows } = useSlice('agenda');
  const item = head.activeItemId ? rows[head.activeItemId] : undefined;
  return (
    <section className="ways" aria-label={t('ownFloor.now')}>
      <h3>{item?.title ?? t('ownFloor.now')}</h3>
      <ul>
        {askingsOf({ floor, names, personId, item }).map((asking) => (
          <AskingRow key={asking.kind} asking={asking} personId={personId} onDone={onDone} />
        ))}
      </ul>
    </section>
  );
}

type AskingRowProps = { asking: Asking; personId: PersonId; onDone: () => void };

function AskingRow({ asking, personId, onDone }: AskingRowProps) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { kind, waiting, answers, isPossible } = asking;
  const words = t(`ownFloor.kind_${kind}`);
  const itemId = useSlice('agenda').head.activeItemId ?? undefined;
  const ask = async () => {
    const input = { personId, kind, itemId, ...(answers && { answersSpeech: answers.speech }) };
    if (await command('floor.request', input)) onDone();
  };
  return (
    <li data-waiting={waiting !== null}>
      <span>
        <strong>{words}</strong>
        <span className="soft small">
          {waiting ? t('floor.waiting', { place: waiting.place }) : aboutOf(asking, t)}
        </span>
      </span>
      {waiting ? (
        <Button
          testId={`unask-${kind}`}
          label={t('ownFloor.takeBackLabel', { kind: words })}
          isDisabled={!isOnline}
          onPress={() => void command('floor.cancelRequest', { personId, requestId: waiting.requestId })}
        >
          {t('ownFloor.takeBack')}
        </Button>
      ) : (
        <Button
          testId={`ask-${kind}`}
          label={t('ownFloor.askLabel', { kind: words })}
          isDisabled={!isOnline || !isPossible}
          onPress={() => void ask()}
        >
          {t('ownFloor.ask')}
        </Button>
      )}
    </li>
  );
}

function aboutOf({ kind, answers }: Asking, t: ReturnType<typeof useTranslation>['t']): string {
  if (kind !== 'reply') return t(`ownFloor.about_${kind}`);
  return answers ? t('ownFloor.about_reply', { name: answers.name }) : t('ownFloor.about_replyNone');
}

function Later({ personId }: { personId: PersonId }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const later = preRegistrationsOf(useSlice('agenda').rows, floorOf(useSlice('floor')), personId);
  return (
    <section className="ways" aria-label={t('ownFloor.later')}>
      <h3>{t('ownFloor.later')}</h3>
      <p className="soft small">{t(later.length > 0 ? 'ownFloor.laterText' : 'ownFloor.laterNone')}</p>
      <ul>
        {later.map(({ itemId, number, title, requestId }) => (
          <li key={itemId} data-waiting={requestId !== null}>
            <span>
              <strong>
                {number}. {title}
              </strong>
              {requestId !== null && <span className="soft small">{t('ownFloor.laterAsked')}</span>}
            </span>
            <Button
              testId={`later-${itemId}`}
              label={t(requestId === null ? 'ownFloor.askLabel' : 'ownFloor.takeBackLabel', { kind: title })}
              isDisabled={!isOnline}
              onPress={() =>
                requestId === null
                  ? void command('floor.request', { personId, itemId })
                  : void command('floor.cancelRequest', { personId, requestId })
              }
            >
              {t(requestId === null ? 'ownFloor.ask' : 'ownFloor.takeBack')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SelfAccept({ personId }: { personId: PersonId }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const { selfAcceptingIds } = useSlice('floor').head;
  return (
    <Switch
      label={t('ownFloor.selfAccept')}
      hint={t('ownFloor.selfAcceptHint')}
      isOn={selfAcceptingIds.includes(personId)}
      isDisabled={!isOnline}
      testId="self-accept"
      onChange={(isOn) => void command('floor.setSelfAccept', { personId, isOn })}
    />
  );
}
