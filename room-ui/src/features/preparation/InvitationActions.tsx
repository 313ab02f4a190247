/** What is done with the invitations of those who are ticked, or of all in sight. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyIcon, ListIcon, PrintIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { CalendarButton } from './CalendarButton.tsx';
import { CopyBox } from './CopyBox.tsx';
import { copyText } from './copy-text.ts';
import { InvitationPages } from './InvitationPages.tsx';
import { allMessages, groupBySite, type Invited } from './invitation-text.ts';
import { usePreparation } from './PreparationContext.tsx';
import { PrintSheet } from './PrintSheet.tsx';
import { SiteLinkPages } from './SiteLinkPages.tsx';

type ActionsProps = { invited: readonly Invited[]; isTicked: boolean };
type Opened = { name: 'sheets' | 'sites' } | { name: 'copy'; text: string } | null;

export function InvitationActions({ invited, isTicked }: ActionsProps) {
  const { t, language } = useTranslation();
  const { prepared } = usePreparation();
  const [opened, setOpened] = useState<Opened>(null);
  const count = invited.length;
  const copy = async () => {
    const text = allMessages(t, prepared.head, invited, language);
    if (await copyText(text)) notices.show('done', t('invitation.copiedAll', { count }));
    else setOpened({ name: 'copy', text });
  };
  return (
    <section className="invitation-actions" aria-label={t('invitation.actions')}>
      <span className="soft" data-testid="invited-count">
        {t(isTicked ? 'invitation.forTicked' : 'invitation.forAll', { count })}
      </span>
      <Button onPress={() => void copy()} testId="invitation-copy">
        <CopyIcon />
        {t('invitation.copyAll')}
      </Button>
      <Button onPress={() => setOpened({ name: 'sheets' })} testId="invitation-print">
        <PrintIcon />
        {t('invitation.print')}
      </Button>
      <Button onPress={() => setOpened({ name: 'sites' })} testId="invitation-sites">
        <ListIcon />
        {t('invitation.printSites')}
      </Button>
      <CalendarButton personId={null} />
      {opened && <ActionSheet opened={opened} invited={invited} onClose={() => setOpened(null)} />}
    </section>
  );
}

type ActionSheetProps = { opened: NonNullable<Opened>; invited: readonly Invited[]; onClose: () => void };

function ActionSheet({ opened, invited, onClose }: ActionSheetProps) {
  const { t } = useTranslation();
  if (opened.name === 'copy') {
    return (
      <Sheet title={t('invitation.copyAll')} onClose={onClose}>
        <CopyBox text={opened.text} />
      </Sheet>
    );
  }
  if (opened.name === 'sites') {
    const sites = groupBySite(invited);
    return (
      <PrintSheet
        title={t('invitation.printSites')}
        count={sites.length}
        first={<SiteLinkPages invited={sites[0]?.invited ?? []} />}
        all={<SiteLinkPages invited={invited} />}
        onClose={onClose}
      />
    );
  }
  return (
    <PrintSheet
      title={t('invitation.print')}
      count={invited.length}
      first={<InvitationPages invited={invited.slice(0, 1)} />}
      all={<InvitationPages invited={invited} />}
      onClose={onClose}
    />
  );
}
