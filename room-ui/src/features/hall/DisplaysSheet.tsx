/** What each display of the hall shows: by itself, after the meeting, or one scene that stays. One tap each. */
import type { DisplayRow, SceneChoice } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSession, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { outputsInOrder } from './scene-model.ts';
import './displays-sheet.css';

const choices: readonly SceneChoice[] = ['auto', 'speaker', 'agenda', 'attendance', 'idle'];

export function DisplaysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const displays = useStore(useSession().slices).displays;
  const outputs = outputsInOrder(Object.values(displays?.rows ?? {}));
  return (
    <Sheet title={t('displays.title')} onClose={onClose} testId="displays-sheet">
      {outputs.length === 0 ? (
        <p className="soft">{t('displays.none')}</p>
      ) : (
        <>
          <p className="soft">{t('displays.hint')}</p>
          <ul className="displays-list">
            {outputs.map(({ row, name }) => (
              <Output key={row.endpointId} row={row} name={name} />
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}

type OutputProps = { row: DisplayRow; name: string };

function Output({ row: { endpointId, choice, scene }, name }: OutputProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const isOnline = useIsOnline();
  const device = useSlice('media').rows[endpointId];
  return (
    <li data-testid={`display-${endpointId}`} data-scene={scene}>
      <h3>{name}</h3>
      <p className="soft">{t('displays.showsNow', { scene: t(`displays.scene_${scene}`) })}</p>
      {device?.isConnected === false && (
        <Mark icon={<UnlinkedIcon size="1.25rem" />} look="warning">
          {t('displays.lost')}
        </Mark>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these take effect at once. */}
      <div className="scene-choices" role="group" aria-label={t('displays.scenesOf', { name })}>
        {choices.map((each) => (
          <Button
            key={each}
            isPressed={each === choice}
            isDisabled={!isOnline}
            testId={`scene-${endpointId}-${each}`}
            onPress={() => void command('display.setScene', { endpointId, scene: each })}
          >
            {each === choice && <CheckIcon />}
            {t(`displays.choice_${each}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}
