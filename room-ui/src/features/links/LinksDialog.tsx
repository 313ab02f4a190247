/** The links into this meeting, each with its QR code, for those who invite. */
import { useEffect, useState } from 'react';
import type { CommandOutput } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { LinkList } from './LinkList.tsx';

type Links = CommandOutput<'link.list'>['links'];

export function LinksDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const command = useCommand();
  const [links, setLinks] = useState<Links>();
  useEffect(() => {
    void command('link.list', {}).then((answer) => setLinks(answer?.links ?? []));
  }, [command]);
  return (
    <Dialog title={t('meeting.linksTitle')} isWide onClose={onClose}>
      {links ? <LinkList links={links} /> : <p className="soft">{t('common.loading')}</p>}
    </Dialog>
  );
}
