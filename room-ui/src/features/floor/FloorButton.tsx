/**
 * The one big button of everybody who may speak. What it says is what the server says; it never runs ahead. To ask is there
 * at once; all that follows upon it comes after the page has been drawn.
 */
import { Suspense } from 'react';
import { loadMeetingTexts } from '../../i18n/language.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { HandIcon, MicrophoneIcon } from '../../ui/icons.tsx';
import { lazyPart } from '../controls/lazy-part.ts';
import { floorOf } from './model.ts';
import { type FloorButton as FloorButtonState, floorButton } from './own-floor.ts';
import './floor.css';

const AskForMenu = lazyPart(async () => (await import('./AskForMenu.tsx')).AskForMenu);
const OwnFloor = lazyPart(async () => (await Promise.all([import('./OwnFloor.tsx'), loadMeetingTexts()]))[0].OwnFloor);

export function FloorButton() {
  const { t } = useTranslation();
  const me = useSlice('me').head;
  const floor = floorOf(useSlice('floor'));
  const names = useSlice('attendance').rows;
  const { status } = useSlice('meeting').head;
  const itemId = useSlice('agenda').head.activeItemId;
  const button = floorButton({ me, floor, names, status, itemId });
  return (
    <div className="floor" data-standing={button?.state ?? 'none'}>
      {!button && <span className="soft">{t('floor.listenOnly')}</span>}
      {button?.state === 'unavailable' && (
        <Button size="large" isDisabled testId="floor-button">
          {t(`floor.${button.reason}`)}
        </Button>
      )}
      {button?.state === 'none' && <AskButton button={button} />}
      {button && (
        <Suspense>
          <OwnFloor button={button} floor={floor} />
        </Suspense>
      )}
    </div>
  );
}

function AskButton({ button }: { button: Extract<FloorButtonState, { state: 'none' }> }) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const command = useCommand();
  const opens = useSlice('floor').head.mode.name === 'open';
  const { personIds, isOwnGrant, itemId } = button;
  const [personId] = personIds;
  if (personIds.length > 1) {
    return (
      <Suspense>
        <AskForMenu personIds={personIds} />
      </Suspense>
    );
  }
  const words = isOwnGrant ? 'floor.speakSelf' : opens ? 'floor.openMicrophone' : 'floor.request';
  return (
    <Button
      size="large"
      look={isOwnGrant ? 'plain' : 'primary'}
      testId="floor-button"
      isDisabled={!isOnline || !personId}
      onPress={() => {
        if (!personId) return;
        if (isOwnGrant) void command('floor.grant', { personId });
        else void command('floor.request', { personId, itemId: itemId ?? undefined });
      }}
    >
      {isOwnGrant || opens ? <MicrophoneIcon /> : <HandIcon />}
      {t(isOnline ? words : 'floor.waitsForConnection')}
    </Button>
  );
}
