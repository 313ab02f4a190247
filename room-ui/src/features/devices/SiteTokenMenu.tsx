/** Gives out the site token of a room agent that takes part in whatever meeting of the body runs. */
import { useState } from 'react';
import type { CommandOutput, SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { compareText } from '../../ui/format.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import type { Body } from '../desk/DeskContext.tsx';
import { LinkList } from '../links/LinkList.tsx';

type SiteTokenMenuProps = { sites: Body['sites']; onIssued: () => Promise<void> };

export function SiteTokenMenu({ sites, onIssued }: SiteTokenMenuProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const [issued, setIssued] = useState<CommandOutput<'link.issue'> | null>(null);
  const issue = async (siteId: SiteId) => {
    const link = await command('link.issue', { for: { kind: 'agent', siteId }, isOneTime: false });
    if (!link) return;
    setIssued(link);
    await onIssued();
  };
  return (
    <>
      <Menu
        icon={<PlusIcon />}
        label={t('devices.siteToken')}
        text={t('devices.siteToken')}
        className="plain"
        testId="site-token"
      >
        {sites
          .toSorted((one, other) => compareText(one.name, other.name))
          .map(({ id, name }) => (
            <MenuItem key={id} onAction={() => void issue(id)} testId={`site-token-${id}`}>
              {name}
            </MenuItem>
          ))}
      </Menu>
      {issued && (
        <Sheet title={t('role.agent')} onClose={() => setIssued(null)} testId="site-token-sheet">
          <p>{t('devices.siteTokenText')}</p>
          <LinkList links={[issued]} />
        </Sheet>
      )}
    </>
  );
}
