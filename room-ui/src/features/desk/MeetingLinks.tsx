/** The links of one meeting: those of its people, and new ones for room devices and displays. */

import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput, CommandOutput } from '#contract';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { LinkList } from '../links/LinkList.tsx';
import type { Body, MeetingSummary } from './model.ts';

type MeetingLinksProps = { meeting: MeetingSummary; body: Body; onClose: () => void };

export function MeetingLinks({ meeting, body, onClose }: MeetingLinksProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const [links, setLinks] = useState<CommandOutput<'link.list'>['links']>();
  const meetingId = meeting.id;
  const reload = useCallback(() => {
    void command('link.list', {}, { meetingId }).then((answer) => setLinks(answer?.links ?? []));
  }, [command, meetingId]);
  useEffect(reload, [reload]);
  const issue = async (whom: CommandInput<'link.issue'>['for']) => {
    if (!(await command('link.issue', { for: whom, isOneTime: false }, { meetingId }))) return;
    notices.show('done', t('desk.issued'));
    reload();
  };
  return (
    <Dialog title={t('desk.linksOf', { title: meeting.title })} isWide onClose={onClose}>
      {links ? <LinkList links={links} /> : <p className="soft">{t('common.loading')}</p>}
      <h3>{t('desk.devices')}</h3>
      <div className="device-links">
        <Button size="compact" testId="issue-display" onPress={() => void issue({ kind: 'display', siteId: null })}>
          <PlusIcon />
          {t('desk.issueDisplay')}
        </Button>
        {body.sites.map((site) => (
          <Button key={site.id} size="compact" onPress={() => void issue({ kind: 'room', siteId: site.id })}>
            <PlusIcon />
            {t('desk.issueRoom', { site: site.name })}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
