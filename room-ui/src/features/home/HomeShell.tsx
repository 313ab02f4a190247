/** The frame of the start page: whose page it is, the parts, and the part that is open. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { CheckIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import { LanguageMenu } from '../../ui/LanguageMenu.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useLayout } from '../../ui/use-layout.ts';
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
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const layout = useLayout();
  return (
    <header className="home-header">
      <BodyName />
      {!isOnline && (
        <span className="mark warning" role="status" data-testid="home-offline">
          <UnlinkedIcon />
          {layout === 'narrow' ? <span className="unseen">{t('home.offline')}</span> : t('home.offline')}
        </span>
      )}
      <span className="tools">
        <LanguageMenu />
        <AccountMenu />
      </span>
    </header>
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
