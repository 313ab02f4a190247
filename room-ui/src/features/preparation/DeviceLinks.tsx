/** Links for devices that are not joined to a site for good: a room device of a site, a display of the hall. */

import type { CommandInput } from '#contract';
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
  const devices = links?.filter(({ role }) => role === 'room' || role === 'display') ?? [];
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
            <Menu
              icon={<PlusIcon />}
              label={t('invitation.issueRoom')}
              text={t('invitation.issueRoom')}
              className="plain"
              testId="issue-room"
            >
              {sites.map(({ id, name }) => (
                <MenuItem
                  key={id}
                  onAction={() => void issue({ kind: 'room', siteId: id })}
                  testId={`issue-room-${id}`}
                >
                  {name}
                </MenuItem>
              ))}
            </Menu>
          )}
        </div>
      )}
    </section>
  );
}
