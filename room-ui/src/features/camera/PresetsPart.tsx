/** The presets that the camera itself keeps: the present view stored under a name, and one of them removed. */
import { useCallback, useEffect, useState } from 'react';
import type { AgentAnswer } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { TrashIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import type { PartProps } from './set-up-part.ts';

type Presets = NonNullable<AgentAnswer['presets']>;
type PresetsPartProps = Pick<PartProps, 'ask' | 'isDisabled'> & { cameraId: string };

export function PresetsPart({ cameraId, ask, isDisabled }: PresetsPartProps) {
  const { t } = useTranslation();
  const [presets, setPresets] = useState<Presets>([]);
  const read = useCallback(async () => {
    const answer = await ask({ type: 'presets', cameraId });
    setPresets(answer?.presets ?? []);
    return answer?.presets ?? [];
  }, [ask, cameraId]);
  useEffect(() => {
    if (!isDisabled) void read();
  }, [read, isDisabled]);
  const remove = async (token: string) => {
    if (await ask({ type: 'removePreset', cameraId, token })) await read();
  };
  const store = async (name: string) => {
    const before = new Set(presets.map(({ token }) => token));
    if (!(await ask({ type: 'storePreset', cameraId, name }))) return false;
    const added = (await read()).find(({ token }) => !before.has(token));
    if (added) notices.undo(t('cameraSetUp.presetStored', { name: added.name }), () => remove(added.token));
    else notices.show('done', t('cameraSetUp.presetStored', { name }));
    return true;
  };
  return (
    <section className="set-up-part">
      <h3>{t('cameraSetUp.presets')}</h3>
      <ul className="found-cameras">
        {presets.map((preset) => (
          <li key={preset.token}>
            <span className="who">{preset.name}</span>
            <HoldButton
              testId={`remove-preset-${preset.token}`}
              action={t('cameraSetUp.presetRemove', { name: preset.name })}
              isDisabled={isDisabled}
              onHeld={() => void remove(preset.token)}
            >
              <TrashIcon />
              <span>{t('cameraSetUp.presetRemoveShort')}</span>
            </HoldButton>
          </li>
        ))}
      </ul>
      <StoreForm isDisabled={isDisabled} onStore={store} />
    </section>
  );
}

type StoreFormProps = { isDisabled: boolean; onStore: (name: string) => Promise<boolean> };

function StoreForm({ isDisabled, onStore }: StoreFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const store = async () => {
    if (await onStore(name.trim())) setName('');
  };
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) void store();
      }}
    >
      <TextField
        label={t('cameraSetUp.presetName')}
        value={name}
        onChange={setName}
        maxLength={80}
        testId="preset-name"
      />
      <Button type="submit" isDisabled={isDisabled || !name.trim()} testId="store-preset">
        {t('cameraSetUp.presetStore')}
      </Button>
    </form>
  );
}
