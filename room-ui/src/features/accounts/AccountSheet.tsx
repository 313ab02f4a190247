/** One account: its role, whether it may be used, and a new first password when the own one was forgotten. */
import { useState } from 'react';
import type { AccountRole } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { LockIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import type { AccountRow } from './AccountsPage.tsx';
import { makePassword } from './model.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { type Slip, SlipView } from './SlipView.tsx';

type AccountSheetProps = { account: AccountRow; onClose: () => void; onChange: () => Promise<void> };

export function AccountSheet({ account, onClose, onChange }: AccountSheetProps) {
  const { t } = useTranslation();
  const { home, body } = useDesk();
  const command = useCommand();
  const [slip, setSlip] = useState<Slip | null>(null);
  const { accountId, name, login, role, isDisabled } = account;
  const isOwn = accountId === home.account.accountId;
  const reset = async () => {
    const password = makePassword((bytes) => void crypto.getRandomValues(bytes));
    if (!(await command('account.resetPassword', { accountId, password }))) return;
    setSlip({ name, login, password, role, bodyName: body?.name ?? '' });
    await onChange();
  };
  return (
    <Sheet title={name} onClose={onClose} testId="account-sheet">
      {slip ? (
        <SlipView slip={slip} onDone={onClose} />
      ) : isOwn ? (
        <>
          <p className="soft">{t('accounts.loginIs', { login })}</p>
          <p>{t('accounts.own')}</p>
        </>
      ) : (
        <>
          <p className="soft">{t('accounts.loginIs', { login })}</p>
          <AccountRights account={account} onChange={onChange} />
          <section className="account-part">
            <h3>{t('accounts.reset')}</h3>
            <p className="soft">{t('accounts.resetText')}</p>
            {isDisabled ? (
              <p>{t('accounts.resetDisabled')}</p>
            ) : (
              <HoldButton action={t('accounts.reset')} onHeld={() => void reset()} testId="reset-password">
                <LockIcon />
                {t('accounts.reset')}
              </HoldButton>
            )}
          </section>
        </>
      )}
    </Sheet>
  );
}

function AccountRights({ account, onChange }: { account: AccountRow; onChange: () => Promise<void> }) {
  const { t } = useTranslation();
  const command = useCommand();
  const { accountId, name, role, isDisabled } = account;
  const change = async (next: { role: AccountRole; isDisabled: boolean }) => {
    const isChanged = (await command('account.change', { accountId, ...next })) !== undefined;
    if (isChanged) await onChange();
    return isChanged;
  };
  const changeRole = async (next: AccountRole) => {
    if (!(await change({ role: next, isDisabled }))) return;
    notices.undo(
      t('accounts.roleChanged', { name, role: t(`accounts.${next}`) }),
      () => void change({ role, isDisabled }),
    );
  };
  const toggle = async () => {
    if (!(await change({ role, isDisabled: !isDisabled }))) return;
    const words = t(isDisabled ? 'accounts.enabledNow' : 'accounts.disabledNow', { name });
    notices.undo(words, () => void change({ role, isDisabled }));
  };
  return (
    <>
      <RoleChoice value={role} onChange={(next) => void changeRole(next)} />
      <section className="account-part">
        <h3>{t(isDisabled ? 'accounts.disabled' : 'accounts.inUse')}</h3>
        <p className="soft">{t(isDisabled ? 'accounts.enableText' : 'accounts.disableText')}</p>
        <Button look={isDisabled ? 'plain' : 'danger'} testId="toggle-account" onPress={() => void toggle()}>
          {t(isDisabled ? 'accounts.enable' : 'accounts.disable')}
        </Button>
      </section>
    </>
  );
}
