/** What a camera is called in the meeting. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { notices } from '../../ui/notices.ts';
import type { PartProps } from './set-up-part.ts';

export function CameraName({ setUp, ask, onChange }: Pick<PartProps, 'setUp' | 'ask' | 'onChange'>) {
  const { t } = useTranslation();
  const { cameraId, name: before, address } = setUp;
  const [name, setName] = useState(before);
  const call = async (next: string) => {
    if (!(await ask({ type: 'rename', cameraId, name: next }))) return false;
    setName(next);
    await onChange();
    return true;
  };
  const rename = async () => {
    if (await call(name.trim())) {
      notices.undo(t('cameraSetUp.renamed'), async () => {
        await call(before);
      });
    }
  };
  return (
    <section className="set-up-part">
      <h3>{t('cameraSetUp.nameTitle')}</h3>
      <p className="soft">{t('cameraSetUp.addressIs', { address })}</p>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() && name.trim() !== before) void rename();
        }}
      >
        <TextField
          label={t('cameraSetUp.name')}
          value={name}
          onChange={setName}
          maxLength={80}
          testId="rename-camera"
        />
        <Button type="submit" isDisabled={!name.trim() || name.trim() === before} testId="rename-submit">
          {t('cameraSetUp.rename')}
        </Button>
      </form>
    </section>
  );
}
