/** Who is signed in, and what they can do about it. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { PersonIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { ChangePasswordSheet } from '../accounts/ChangePassword.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { signOut } from './sign-out.ts';

export function AccountMenu() {
  const { t } = useTranslation();
  const { name, role } = useDesk().home.account;
  const layout = useLayout();
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <Menu
        icon={
          <span className="avatar">
            <PersonIcon />
          </span>
        }
        label={t('home.accountOf', { name, role: t(`accounts.${role}`) })}
        text={
          layout === 'narrow' ? null : (
            <span className="signed-in">
              <strong>{name}</strong> <span className="soft small">{t(`accounts.${role}`)}</span>
            </span>
          )
        }
        testId="account-menu"
      >
        <MenuItem testId="change-password" onAction={() => setChanging(true)}>
          {t('home.changePassword')}
        </MenuItem>
        <MenuItem testId="sign-out" onAction={() => signOut(t)}>
          {t('home.signOut')}
        </MenuItem>
      </Menu>
      {isChanging && <ChangePasswordSheet onClose={() => setChanging(false)} />}
    </>
  );
}
