/** Joins the device that shows a code to a site. */
import { useState } from 'react';
import type { SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { ScreenIcon, SoundIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import type { Body } from '../desk/DeskContext.tsx';
import { childSites } from '../register/tree.ts';
import { codeDigits } from './pairing.ts';

type PairSheetProps = { body: Body; onClose: () => void; onPaired: () => Promise<void> };
type Kind = 'room' | 'display';

export function PairSheet({ body, onClose, onPaired }: PairSheetProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<Kind>('room');
  const [siteId, setSiteId] = useState<string>(childSites(body.sites, null)[0]?.id ?? '');
  const [ownLabel, setOwnLabel] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const siteName = body.sites.find(({ id }) => id === siteId)?.name ?? '';
  // Until somebody names it otherwise, a device is called after what it is and where.
  const label = ownLabel ?? t('devices.defaultLabel', { kind: t(`role.${kind}`), site: siteName });
  const digits = codeDigits(code);
  const { isSending, problem, onSubmit } = useForm(async () => {
    setTried(true);
    if (!digits || !siteId) return;
    await send('device.pair', { bodyId: body.id, code: digits, kind, siteId: siteId as SiteId, label });
    notices.show('done', t('devices.pairedAs', { label }));
    await onPaired();
    onClose();
  });
  return (
    <Sheet title={t('devices.pair')} onClose={onClose} testId="pair-sheet">
      <ol className="pair-steps">
        <li>
          {t('devices.step1')} <strong className="address">{`${location.origin}/pair`}</strong>
        </li>
        <li>{t('devices.step2')}</li>
        <li>{t('devices.step3')}</li>
      </ol>
      <form className="form" noValidate onSubmit={onSubmit}>
        <TextField
          label={t('devices.code')}
          problem={isTried && !digits ? t('devices.badCode') : undefined}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          autoFocus
          testId="pair-digits"
        />
        <ChoiceGroup<Kind>
          label={t('devices.kind')}
          value={kind}
          onChange={setKind}
          choices={[
            { value: 'room', text: t('role.room'), hint: t('devices.roomHint'), icon: <SoundIcon /> },
            { value: 'display', text: t('role.display'), hint: t('devices.displayHint'), icon: <ScreenIcon /> },
          ]}
          testId="pair-kind"
        />
        <ChoiceField
          label={t('devices.site')}
          problem={isTried && !siteId ? t('devices.noSite') : undefined}
          value={siteId}
          choices={body.sites.map(({ id, name }) => ({ value: id as string, text: name }))}
          onChange={setSiteId}
          testId="pair-site"
        />
        <TextField
          label={t('devices.label')}
          value={label}
          onChange={setOwnLabel}
          maxLength={300}
          testId="pair-label"
        />
        <FormEnd problem={problem} words={t('devices.pairSubmit')} isSending={isSending} testId="pair-submit" />
      </form>
    </Sheet>
  );
}
