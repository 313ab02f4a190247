/** For an administrator whose register is still empty: the way back into the set-up. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { ArrowRightIcon, BuildingIcon } from '../../ui/icons.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { SectionLink } from './SectionLink.tsx';

export function SetupReminder() {
  const { t } = useTranslation();
  const { home, body } = useDesk();
  const isEmpty = body !== null && (body.sites.length === 0 || body.persons.length < 2);
  if (home.account.role !== 'administrator' || !isEmpty) return null;
  return (
    <section className="card setup-reminder" data-testid="setup-reminder">
      <BuildingIcon />
      <div>
        <h2>{t('setup.reminder')}</h2>
        <p className="soft">{t('setup.reminderText')}</p>
      </div>
      <SectionLink segments={['wizard']} className="button" testId="to-wizard">
        {t('setup.takeUp')}
        <ArrowRightIcon />
      </SectionLink>
    </section>
  );
}
