/** The register of a body: its sites with their seats, and its persons. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSegments } from '../../session/session-path.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { SectionHead } from '../home/SectionHead.tsx';
import { SectionLink } from '../home/SectionLink.tsx';
import { PersonsPart } from './PersonsPart.tsx';
import { SitesPart } from './SitesPart.tsx';
import './register.css';

export function RegisterPage() {
  const { t } = useTranslation();
  const { body } = useDesk();
  const [, part, id] = useSegments();
  const isPersons = part === 'persons';
  if (!body) return <SectionHead title={t('home.register')} text={t('register.noBody')} />;
  return (
    <>
      <SectionHead title={t('home.register')} text={t('register.intro')} />
      <nav className="sub-nav" aria-label={t('home.register')}>
        <SectionLink segments={['register']} className="sub-link" isCurrent={!isPersons} testId="tab-sites">
          {t('register.sites')}
          <span className="tally">{body.sites.length}</span>
        </SectionLink>
        <SectionLink segments={['register', 'persons']} className="sub-link" isCurrent={isPersons} testId="tab-persons">
          {t('register.persons')}
          <span className="tally">{body.persons.length}</span>
        </SectionLink>
      </nav>
      {isPersons ? (
        <PersonsPart key={body.id} body={body} />
      ) : (
        <SitesPart key={body.id} body={body} siteId={id ?? null} />
      )}
    </>
  );
}
