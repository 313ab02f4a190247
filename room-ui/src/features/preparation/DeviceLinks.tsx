/** Links for devices that are not joined to a site for good: a room device or a room agent of a site, a display of the hall. */

import type { CommandInput, SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { compareText } from '../../ui/format.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { notices } from '../../ui/notices.ts';
import { LinkList } from '../links/LinkList.tsx';
import { usePreparation } from './PreparationContext.tsx';

type Whom = CommandInput<'link.issue'>['for'];

export function DeviceLinks() {
  const { t } = useTranslation();
  const { meetingId, links, body, isReadOnly, reloadLinks } = usePreparation();
  const command = useCommand();
  const devices = links?.filter(({ role }) => role === 'room' || role === 'display' || role === 'agent') ?? [];
  const issue = async (whom: Whom) => {
    if (!(await command('link.issue', { for: whom, isOneTime: false }, { meetingId }))) return;
    notices.show('done', t('invitation.issuedOne'));
    await reloadLinks();
  };
  const sites = body.sites.toSorted((one, other) => compareText(one.name, other.name));
  return (
    <section className="device-links" data-testid="device-links">
      <h2>{t('invitation.devices')}</h2>
      <p className="soft">{t('invitation.devicesText')}</p>
      {devices.length > 0 && <LinkList links={devices} />}
      {!isReadOnly && (
        <div className="actions start">
          <Button testId="issue-display" onPress={() => void issue({ kind: 'display', siteId: null })}>
            <PlusIcon />
            {t('invitation.issueDisplay')}
          </Button>
          {sites.length > 0 && (
            <>
              <SiteMenu kind="room" text={t('invitation.issueRoom')} sites={sites} onChoose={issue} />
              <SiteMenu kind="agent" text={t('invitation.issueAgent')} sites={sites} onChoose={issue} />
            </>
          )}
        </div>
      )}
    </section>
  );
}

type SiteMenuProps = {
  kind: 'room' | 'agent';
  text: string;
  sites: readonly { id: SiteId; name: string }[];
  onChoose: (whom: Whom) => Promise<void>;
};

function SiteMenu({ kind, text, sites, onChoose }: SiteMenuProps) {
  return (
    <Menu icon={<PlusIcon />} label={text} text={text} className="plain" testId={`issue-${kind}`}>
      {sites.map(({ id, name }) => (
        <MenuItem key={id} onAction={() => void onChoose({ kind, siteId: id })} testId={`issue-${kind}-${id}`}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
