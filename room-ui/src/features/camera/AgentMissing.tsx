/** The camera computer of a site is not connected: what it is, and the link with which it is started. */
import { useState } from 'react';
import type { SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline, useSlice } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { UnlinkedIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';

export function AgentMissing({ siteId }: { siteId: SiteId }) {
  const { t } = useTranslation();
  const mayIssue = useSlice('me').head.may.includes('participant.add');
  const isOnline = useIsOnline();
  const command = useCommand();
  const [url, setUrl] = useState('');
  const issue = async () => {
    const link = await command('link.issue', { for: { kind: 'agent', siteId }, isOneTime: false }, { patienceMs: 0 });
    if (link) setUrl(link.url);
  };
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(url).then(
      () => true,
      () => false,
    );
    notices.show(isCopied ? 'done' : 'hint', t(isCopied ? 'meeting.copied' : 'cameraSetUp.copyByHand'));
  };
  return (
    <section className="agent-missing" data-testid="agent-missing">
      <Mark icon={<UnlinkedIcon />} look="warning">
        {t('cameraSetUp.agentAway')}
      </Mark>
      <ol>
        <li>{t('cameraSetUp.agentStep1')}</li>
        <li>{t(mayIssue ? 'cameraSetUp.agentStep2' : 'cameraSetUp.agentStep2Clerk')}</li>
        <li>
          {t('cameraSetUp.agentStep3')}
          <code data-testid="agent-command">{t('cameraSetUp.agentCommand', { server: location.origin })}</code>
        </li>
      </ol>
      {mayIssue && url === '' && (
        <Button look="primary" testId="issue-agent-link" isDisabled={!isOnline} onPress={() => void issue()}>
          {t('cameraSetUp.issueLink')}
        </Button>
      )}
      {url !== '' && (
        <>
          <code data-testid="agent-link">{url}</code>
          <Button onPress={() => void copy()}>{t('meeting.copyLink')}</Button>
        </>
      )}
    </section>
  );
}
