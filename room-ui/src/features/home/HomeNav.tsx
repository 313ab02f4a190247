/** The parts of the start page: a rail on a wide page, tabs on a medium one, a bar below on a phone. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { goTo } from '../../session/session-path.ts';
import {
  BuildingIcon,
  DocumentIcon,
  HomeIcon,
  ListIcon,
  LockIcon,
  MoreIcon,
  PeopleIcon,
  ScreenIcon,
} from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { type SectionId, segmentsOf, splitForBar } from './model.ts';
import { SectionLink } from './SectionLink.tsx';

const icons: Record<SectionId, ReactNode> = {
  mine: <HomeIcon />,
  meetings: <ListIcon />,
  register: <PeopleIcon />,
  papers: <DocumentIcon />,
  devices: <ScreenIcon />,
  accounts: <LockIcon />,
  bodies: <BuildingIcon />,
};

type HomeNavProps = { sections: readonly SectionId[]; current: SectionId | null };

export function HomeNav({ sections, current }: HomeNavProps) {
  const { t } = useTranslation();
  const layout = useLayout();
  const { shown, more } = layout === 'narrow' ? splitForBar(sections) : { shown: [...sections], more: [] };
  return (
    <nav className={`home-nav ${layout}`} aria-label={t('home.parts')}>
      <ul>
        {shown.map((section) => (
          <li key={section}>
            <SectionLink
              segments={segmentsOf(section)}
              className="nav-link"
              isCurrent={section === current}
              testId={`nav-${section}`}
            >
              {icons[section]}
              <span>{t(layout === 'wide' ? `home.${section}` : `home.${section}Short`)}</span>
            </SectionLink>
          </li>
        ))}
        {more.length > 0 && (
          <li>
            <Menu
              icon={<MoreIcon />}
              label={t('home.moreParts')}
              text={<span>{t('home.more')}</span>}
              className={current && more.includes(current) ? 'nav-link current' : 'nav-link'}
              testId="nav-more"
            >
              {more.map((section) => (
                <MenuItem key={section} testId={`nav-${section}`} onAction={() => goTo(...segmentsOf(section))}>
                  {icons[section]}
                  {t(`home.${section}`)}
                </MenuItem>
              ))}
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  );
}
