import { useState } from 'react';
import type { CommandOutput } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Qr } from '../../ui/Qr.tsx';
import './links.css';

type Link = CommandOutput<'link.list'>['links'][number];

export function LinkList({ links }: { links: readonly Link[] }) {
  const { t } = useTranslation();
  const [shownId, setShownId] = useState<string | null>(null);
  if (links.length === 0) return <p className="soft">{t('meeting.linksEmpty')}</p>;
  return (
    <ul className="links">
      {links.map((link) => (
        <LinkRow
          key={link.linkId}
          link={link}
          isShown={link.linkId === shownId}
          onShow={() => setShownId(link.linkId === shownId ? null : link.linkId)}
        />
      ))}
    </ul>
  );
}

function LinkRow({ link, isShown, onShow }: { link: Link; isShown: boolean; onShow: () => void }) {
  const { t } = useTranslation();
  const copy = async () => {
    await navigator.clipboard.writeText(link.url).catch(() => undefined);
    notices.show('done', t('meeting.copied'));
  };
  return (
    <li data-testid={`link-${link.linkId}`}>
      <div className="line">
        <span className="who">
          <strong>{link.label || t(`role.${link.role as 'guest'}`)}</strong>
          <span className="soft small">
            {[t(`role.${link.role as 'guest'}`), link.siteName, link.isUsed && t('meeting.linkUsed')]
              .filter((part) => part && part !== link.label)
              .join(' · ')}
          </span>
        </span>
        <Button size="compact" onPress={onShow} isPressed={isShown}>
          {t('meeting.showCode')}
        </Button>
        <Button size="compact" label={t('meeting.copyLink')} onPress={() => void copy()}>
          <CopyIcon />
        </Button>
        <a className="button compact" href={link.url} target="_blank" rel="noreferrer">
          {t('meeting.openLink')}
        </a>
      </div>
      {isShown && (
        <div className="code">
          <Qr text={link.url} label={link.label} />
        </div>
      )}
    </li>
  );
}
