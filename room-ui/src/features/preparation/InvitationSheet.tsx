/** The invitation of one delegate: its text, its code, and a new link when the old one went astray. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { CopyIcon, LinkIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Qr } from '../../ui/Qr.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { CalendarButton } from './CalendarButton.tsx';
import { CopyBox } from './CopyBox.tsx';
import { copyText } from './copy-text.ts';
import { addressedName, type Invited, messageText } from './invitation-text.ts';
import { usePreparation } from './PreparationContext.tsx';

export function InvitationSheet({ invited, onClose }: { invited: Invited; onClose: () => void }) {
  const { t, language } = useTranslation();
  const { prepared } = usePreparation();
  const { delegate, link } = invited;
  const [refused, setRefused] = useState('');
  const message = messageText(t, prepared.head, invited, language);
  const copy = async (text: string) => {
    if (await copyText(text)) notices.show('done', t('preparation.copied'));
    else setRefused(text);
  };
  return (
    <Sheet title={addressedName(delegate)} onClose={onClose} testId="invitation-sheet">
      <p className="message" data-testid="invitation-message">
        {message}
      </p>
      <div className="actions start">
        <Button onPress={() => void copy(message)} testId="invitation-copy-one">
          <CopyIcon />
          {t('invitation.copyOne')}
        </Button>
        {link && (
          <Button onPress={() => void copy(link.url)} testId="invitation-copy-link">
            <LinkIcon />
            {t('invitation.copyLink')}
          </Button>
        )}
        <CalendarButton personId={delegate.personId} />
      </div>
      {refused && <CopyBox text={refused} />}
      {link && (
        <div className="invitation-code">
          <Qr text={link.url} label={t('invitation.codeOf', { name: delegate.name })} />
        </div>
      )}
      <LinkTools invited={invited} />
    </Sheet>
  );
}

/** A link that went astray cannot be called back by undoing: it is held, and a new one takes its place. */
function LinkTools({ invited: { delegate, link } }: { invited: Invited }) {
  const { t } = useTranslation();
  const { meetingId, isReadOnly, reloadLinks } = usePreparation();
  const command = useCommand();
  if (isReadOnly) return null;
  const issue = () =>
    command('link.issue', { for: { kind: 'person', personId: delegate.personId }, isOneTime: false }, { meetingId });
  const reissue = async () => {
    if (link && !(await command('link.revoke', { linkId: link.linkId }, { meetingId }))) return;
    if (await issue()) notices.show('done', t(link ? 'invitation.reissued' : 'invitation.issuedOne'));
    await reloadLinks();
  };
  if (!link) {
    return (
      <div className="actions start">
        <Button look="primary" onPress={() => void reissue()} testId="link-issue-one">
          {t('invitation.issueOne')}
        </Button>
      </div>
    );
  }
  return (
    <section className="form">
      <p className="soft">{t('invitation.reissueText')}</p>
      <div className="actions start">
        <HoldButton action={t('invitation.reissue')} onHeld={() => void reissue()} testId="link-reissue">
          {t('invitation.reissue')}
        </HoldButton>
      </div>
    </section>
  );
}
