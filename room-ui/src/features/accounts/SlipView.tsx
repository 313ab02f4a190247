/** A first password, shown once: to copy, or to print on a slip for the person. It is nowhere else. */

import type { AccountRole } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyIcon, PrintIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Printout, printPage } from '../../ui/Printout.tsx';
import { Qr } from '../../ui/Qr.tsx';
import './accounts.css';

export type Slip = { name: string; login: string; password: string; role: AccountRole; bodyName: string };

type SlipViewProps = { slip: Slip; onDone: () => void; onNext?: () => void };

export function SlipView({ slip, onDone, onNext }: SlipViewProps) {
  const { t } = useTranslation();
  const { name, login, password } = slip;
  const address = `${location.origin}/login`;
  const copy = async () => {
    const text = t('accounts.slipText', { name, address, login, password });
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    notices.show(isCopied ? 'done' : 'problem', t(isCopied ? 'accounts.copied' : 'accounts.notCopied'));
  };
  return (
    <div className="slip-view" data-testid="slip">
      <p role="status">{t('accounts.made', { name })}</p>
      <dl className="slip-values">
        <dt>{t('accounts.login')}</dt>
        <dd data-testid="slip-login">{login}</dd>
        <dt>{t('accounts.firstPassword')}</dt>
        <dd data-testid="slip-password">{password}</dd>
      </dl>
      <p className="soft">{t('accounts.shownOnce')}</p>
      <div className="slip-actions">
        <Button onPress={() => void copy()} testId="copy-slip">
          <CopyIcon />
          {t('accounts.copy')}
        </Button>
        <Button onPress={printPage} testId="print-slip">
          <PrintIcon />
          {t('accounts.printSlip')}
        </Button>
      </div>
      <div className="actions">
        {onNext && (
          <Button onPress={onNext} testId="slip-next">
            {t('accounts.createNext')}
          </Button>
        )}
        <Button look="primary" onPress={onDone} testId="slip-done">
          {t('accounts.done')}
        </Button>
      </div>
      <Printout>
        <SlipOnPaper slip={slip} address={address} />
      </Printout>
    </div>
  );
}

function SlipOnPaper({ slip, address }: { slip: Slip; address: string }) {
  const { t } = useTranslation();
  const { name, login, password, role, bodyName } = slip;
  return (
    <article className="slip-paper">
      <p>{bodyName}</p>
      <h1>{t('accounts.slipTitle')}</h1>
      <div className="slip-columns">
        <dl className="slip-values">
          <dt>{t('accounts.person')}</dt>
          <dd>{name}</dd>
          <dt>{t('accounts.role')}</dt>
          <dd>{t(`accounts.${role}`)}</dd>
          <dt>{t('accounts.address')}</dt>
          <dd>{address}</dd>
          <dt>{t('accounts.login')}</dt>
          <dd className="mono">{login}</dd>
          <dt>{t('accounts.firstPassword')}</dt>
          <dd className="mono">{password}</dd>
        </dl>
        <Qr text={address} label={t('accounts.address')} />
      </div>
      <p>{t('accounts.slipRule')}</p>
    </article>
  );
}
