/** The frame of the start page: whose page it is, the parts, and the part that is open. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { CheckIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import { LanguageMenu } from '../../ui/LanguageMenu.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { HomeNav } from './HomeNav.tsx';
import { type SectionId, sectionsOf } from './model.ts';
import './home.css';

type HomeShellProps = { current: SectionId | null; children: ReactNode };

export function HomeShell({ current, children }: HomeShellProps) {
  const { t } = useTranslation();
  const { role } = useDesk().home.account;
  const main = useFocusOnChange(current);
  return (
    <div className="home">
      <a className="skip-link button" href="#content">
        {t('home.skip')}
      </a>
      <HomeHeader />
      <HomeNav sections={sectionsOf(role)} current={current} />
      <main id="content" className="home-main" ref={main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** After a part was opened, the keyboard and the screen reader go on in it. */
function useFocusOnChange(current: SectionId | null) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(current);
  useEffect(() => {
    if (last.current !== current) main.current?.focus();
    last.current = current;
  }, [current]);
  return main;
}

function HomeHeader() {
  return (
    <div className="home-top">
      <header className="home-header">
        <BodyName />
        <span className="tools">
          <LanguageMenu />
          <AccountMenu />
        </span>
      </header>
      <OfflineBar />
    </div>
  );
}

/** How old the page is while the connection is lost; read out once, not each second. */
function OfflineBar() {
  const { t } = useTranslation();
  const phase = useStore(useSession().phase);
  useNow();
  if (phase.name !== 'offline' && phase.name !== 'connecting') return null;
  const seconds = phase.name === 'offline' ? Math.floor((performance.now() - phase.since) / 1_000) : 0;
  return (
    <p className="offline-bar" data-testid="home-offline">
      <UnlinkedIcon />
      <span className="unseen" role="status">
        {t('home.offline')}
      </span>
      <span aria-hidden="true">{seconds > 0 ? t('home.offlineFor', { seconds }) : t('home.offline')}</span>
    </p>
  );
}

/** The body that is worked on; a menu where there are several. */
function BodyName() {
  const { t } = useTranslation();
  const { home, data, body, chooseBody } = useDesk();
  const name = body?.name ?? home.account.bodyName;
  return (
    <span className="body-name">
      <img src="/icon.svg" alt="" />
      {data.bodies.length > 1 ? (
        <Menu icon={null} label={t('home.chooseBody', { name })} text={<span>{name}</span>} testId="body-menu">
          {data.bodies.map(({ id, name: text }) => (
            <MenuItem key={id} testId={`body-${id}`} onAction={() => chooseBody(id)}>
              {id === body?.id ? <CheckIcon /> : <span className="no-icon" />}
              {text}
            </MenuItem>
          ))}
        </Menu>
      ) : (
        <strong className="ellipsis" title={name}>
          {name}
        </strong>
      )}
    </span>
  );
}
