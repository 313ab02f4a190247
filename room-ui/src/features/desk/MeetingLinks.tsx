/** The links of one meeting: those of its people, and those of room devices and displays, which are made here. */

import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput, CommandOutput } from '#contract';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { LinkList } from '../links/LinkList.tsx';
import { type Body, isDeviceLink, isRunnable, type MeetingSummary, siteRows } from './model.ts';

type MeetingLinksProps = { meeting: MeetingSummary; body: Body; onClose: () => void };
type Whom = CommandInput<'link.issue'>['for'];

export function MeetingLinks({ meeting, body, onClose }: MeetingLinksProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const [links, setLinks] = useState<CommandOutput<'link.list'>['links']>();
  const meetingId = meeting.id;
  const reload = useCallback(() => {
    void command('link.list', {}, { meetingId }).then((answer) => setLinks(answer?.links ?? []));
  }, [command, meetingId]);
  useEffect(reload, [reload]);
  const issue = async (whom: Whom) => {
    if (!(await command('link.issue', { for: whom, isOneTime: false }, { meetingId }))) return;
    notices.show('done', t('desk.issued'));
    reload();
  };
  const devices = links?.filter(isDeviceLink) ?? [];
  return (
    <Dialog title={t('desk.linksOf', { title: meeting.title })} isWide onClose={onClose}>
      <h3>{t('desk.participants')}</h3>
      {links ? (
        <LinkList links={links.filter((link) => !isDeviceLink(link))} />
      ) : (
        <p className="soft">{t('common.loading')}</p>
      )}
      <h3>{t('desk.devices')}</h3>
      {devices.length > 0 && <LinkList links={devices} />}
      {isRunnable(meeting) && <DeviceButtons body={body} onIssue={(whom) => void issue(whom)} />}
    </Dialog>
  );
}

function DeviceButtons({ body, onIssue }: { body: Body; onIssue: (whom: Whom) => void }) {
  const { t } = useTranslation();
  return (
    <div className="device-links">
      <Button size="compact" testId="issue-display" onPress={() => onIssue({ kind: 'display', siteId: null })}>
        <PlusIcon />
        {t('desk.issueDisplay')}
      </Button>
      {siteRows(body.sites).map(({ site: { id, name } }) => (
        <Button
          key={id}
          size="compact"
          testId={`issue-room-${id}`}
          onPress={() => onIssue({ kind: 'room', siteId: id })}
        >
          <PlusIcon />
          {t('desk.issueRoom', { site: name })}
        </Button>
      ))}
    </div>
  );
}
