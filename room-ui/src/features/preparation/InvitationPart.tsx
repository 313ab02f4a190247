/** Invitations: a personal link for each delegate, as text, as a calendar file, and on paper. */
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ChoiceField } from '../../ui/Field.tsx';
import { CheckIcon, LinkIcon, MailIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { Table } from '../../ui/Table.tsx';
import { DeviceLinks } from './DeviceLinks.tsx';
import { delegateColumns } from './delegate-columns.tsx';
import { noSite } from './delegate-model.ts';
import { InvitationActions } from './InvitationActions.tsx';
import { InvitationSheet } from './InvitationSheet.tsx';
import { type Invited, invitedOf } from './invitation-text.ts';
import { usePreparation } from './PreparationContext.tsx';
import { wantedGap } from './place.ts';
import './invitation.css';

const none: ReadonlySet<string> = new Set();

export function InvitationPart() {
  const { t } = useTranslation();
  const { prepared, links } = usePreparation();
  const [siteId, setSiteId] = useState('');
  const [keys, setKeys] = useState(none);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const columns = useColumns();
  const all = useMemo(() => invitedOf(prepared.delegates, links ?? []), [prepared, links]);
  const rows = useMemo(
    () => all.filter(({ delegate }) => siteId === '' || (delegate.siteId ?? noSite) === siteId),
    [all, siteId],
  );
  const ticked = rows.filter(({ delegate }) => keys.has(delegate.personId));
  const opened = all.find(({ delegate }) => delegate.personId === openedId);
  useEffect(() => {
    if (wantedGap.get()?.part === 'invitation') wantedGap.set(null);
  }, []);
  if (all.length === 0) {
    return <EmptyState icon={<MailIcon />} title={t('invitation.nobody')} text={t('invitation.nobodyText')} />;
  }
  return (
    <div className="invitation-part">
      <Missing count={all.filter(({ link }) => !link).length} />
      <InvitationActions invited={ticked.length > 0 ? ticked : rows} isTicked={ticked.length > 0} />
      <Table<Invited>
        label={t('preparation.partInvitation')}
        rows={rows}
        columns={columns}
        rowKey={({ delegate }) => delegate.personId}
        rowLabel={({ delegate }) => delegate.name}
        initialSort={{ id: 'name' }}
        selection={{ keys, onChange: setKeys }}
        onOpen={({ delegate }) => setOpenedId(delegate.personId)}
        tools={<SiteFilter siteId={siteId} onChange={setSiteId} />}
        testId="invited"
      />
      <DeviceLinks />
      {opened && <InvitationSheet invited={opened} onClose={() => setOpenedId(null)} />}
    </div>
  );
}

/** Links are made for all at once; nobody is told anything by it. */
function Missing({ count }: { count: number }) {
  const { t } = useTranslation();
  const { meetingId, prepared, links, isReadOnly, reloadLinks } = usePreparation();
  const command = useCommand();
  const [isMaking, setMaking] = useState(false);
  const make = async () => {
    setMaking(true);
    if (await command('link.issueAll', {}, { meetingId })) {
      notices.show('done', t('invitation.issued', { count }));
      await reloadLinks();
    }
    setMaking(false);
  };
  if (links === null || count === 0 || isReadOnly) return null;
  return (
    <div className="callout hint invitation-missing">
      <LinkIcon />
      <div>
        <strong>{t('invitation.missing', { count })}</strong>
        <span className="soft">
          {t(prepared.head.status === 'draft' ? 'invitation.missingDraft' : 'invitation.missingText')}
        </span>
      </div>
      <Button look="primary" isPending={isMaking} onPress={() => void make()} testId="links-issue">
        {t('invitation.issueAll')}
      </Button>
    </div>
  );
}

function SiteFilter({ siteId, onChange }: { siteId: string; onChange: (siteId: string) => void }) {
  const { t } = useTranslation();
  const { prepared, body } = usePreparation();
  const used = new Set(prepared.delegates.map((delegate) => delegate.siteId ?? noSite));
  return (
    <ChoiceField
      label={t('preparation.filterSite')}
      isLabelUnseen
      value={siteId}
      choices={[
        { value: '', text: t('preparation.allSites') },
        ...body.sites.filter(({ id }) => used.has(id)).map(({ id, name }) => ({ value: id as string, text: name })),
        ...(used.has(noSite) ? [{ value: noSite, text: t('preparation.withoutSite') }] : []),
      ]}
      onChange={onChange}
      testId="invited-site"
    />
  );
}

/** The columns of the delegates that matter here, with the state of the link. */
function useColumns() {
  const { t } = useTranslation();
  const { delegates } = usePreparation().prepared;
  return useMemo(() => {
    const kept = delegateColumns(t, delegates).filter(({ id }) => ['name', 'title', 'site', 'seat'].includes(id));
    const linkText = ({ link }: Invited) =>
      t(link ? (link.isUsed ? 'invitation.linkUsed' : 'invitation.linkReady') : 'invitation.linkNone');
    return [
      ...kept.map(({ cell, text, compare, ...column }) => ({
        ...column,
        cell: ({ delegate }: Invited) => cell(delegate),
        ...(text ? { text: ({ delegate }: Invited) => text(delegate) } : {}),
        ...(compare ? { compare: (one: Invited, other: Invited) => compare(one.delegate, other.delegate) } : {}),
      })),
      {
        id: 'link',
        title: t('invitation.columnLink'),
        width: 'minmax(9rem, 0.8fr)',
        text: linkText,
        cell: (invited: Invited) =>
          invited.link ? (
            <Mark icon={<CheckIcon size="1.25em" />}>{linkText(invited)}</Mark>
          ) : (
            <span className="soft">{linkText(invited)}</span>
          ),
      },
    ];
  }, [t, delegates]);
}
