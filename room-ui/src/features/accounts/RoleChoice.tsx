/** What an account may do, in one line for each role. */

import type { AccountRole } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx';
import { accountRoleIds } from './model.ts';

type RoleChoiceProps = { value: AccountRole; onChange: (role: AccountRole) => void; isDisabled?: boolean };

export function RoleChoice({ value, onChange, isDisabled = false }: RoleChoiceProps) {
  const { t } = useTranslation();
  return (
    <ChoiceGroup
      label={t('accounts.role')}
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
      choices={accountRoleIds.map((role) => ({
        value: role,
        text: t(`accounts.${role}`),
        hint: t(`accounts.${role}Hint`),
      }))}
      testId="account-role"
    />
  );
}
