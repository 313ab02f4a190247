/** The start page of everybody with an account: what is there depends on the role. See features/home/model.ts. */
import { lazy, type ReactNode, Suspense } from 'react';
import { FirstPassword } from '../features/accounts/FirstPassword.tsx';
import { DeskProvider, useDesk } from '../features/desk/DeskContext.tsx';
import { HomeShell } from '../features/home/HomeShell.tsx';
import { MyMeetings } from '../features/home/MyMeetings.tsx';
import { isForbiddenSection, type SectionId, sectionAt } from '../features/home/model.ts';
import { Papers } from '../features/home/Papers.tsx';
import { SectionHead } from '../features/home/SectionHead.tsx';
import { SectionLink } from '../features/home/SectionLink.tsx';
import { SignInAgain } from '../features/home/SignInAgain.tsx';
import { minutesSegment } from '../features/minutes/minutes-address.ts';
import { loadLineTexts } from '../i18n/language.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useSession } from '../session/SessionContext.tsx';
import { useSegments } from '../session/session-path.ts';
import { useStore } from '../session/use-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LockIcon, SearchIcon } from '../ui/icons.tsx';
import { Loading } from '../ui/Page.tsx';

const MeetingsPage = lazy(async () => ({
  default: (await import('../features/preparation/MeetingsPage.tsx')).MeetingsPage,
}));
const PreparationPage = lazy(async () => ({
  default: (await import('../features/preparation/PreparationPage.tsx')).PreparationPage,
}));
const MinutesPage = lazy(async () => ({
  default: (await Promise.all([import('../features/minutes/MinutesPage.tsx'), loadLineTexts()]))[0].MinutesPage,
}));
const RegisterPage = lazy(async () => ({
  default: (await import('../features/register/RegisterPage.tsx')).RegisterPage,
}));
const DevicesPage = lazy(async () => ({ default: (await import('../features/devices/DevicesPage.tsx')).DevicesPage }));
const AccountsPage = lazy(async () => ({
  default: (await import('../features/accounts/AccountsPage.tsx')).AccountsPage,
}));
const BodiesPage = lazy(async () => ({ default: (await import('../features/accounts/BodiesPage.tsx')).BodiesPage }));
const Wizard = lazy(async () => ({ default: (await import('../features/home/Wizard.tsx')).Wizard }));

export function Home() {
  const { t } = useTranslation();
  const isExpired = useStore(useSession().phase).name === 'expired';
  return (
    <>
      <DeskProvider loading={<Loading text={t('common.loading')} />}>
        <HomePage />
      </DeskProvider>
      {isExpired && <SignInAgain />}
    </>
  );
}

function HomePage() {
  const { t } = useTranslation();
  const { account } = useDesk().home;
  const segments = useSegments();
  if (account.mustChangePassword) return <FirstPassword />;
  const loading = <Loading text={t('common.loading')} />;
  if (segments[0] === 'wizard' && account.role === 'administrator') {
    return (
      <Suspense fallback={loading}>
        <Wizard />
      </Suspense>
    );
  }
  const current = sectionAt(segments, account.role);
  return (
    <HomeShell current={current}>
      <Suspense fallback={<p className="soft">{t('common.loading')}</p>}>
        {current ? (
          contentOf(current, segments)
        ) : (
          <NoSection isForbidden={isForbiddenSection(segments, account.role)} />
        )}
      </Suspense>
    </HomeShell>
  );
}

function contentOf(section: SectionId, segments: readonly string[]): ReactNode {
  const [, id, part] = segments;
  switch (section) {
    case 'mine':
      return <MyMeetings />;
    case 'meetings':
      if (id && part === minutesSegment) return <MinutesPage key={id} meetingId={id} />;
      return id ? <PreparationPage key={id} meetingId={id} /> : <MeetingsPage />;
    case 'register':
      return <RegisterPage />;
    case 'papers':
      return <Papers />;
    case 'devices':
      return <DevicesPage />;
    case 'accounts':
      return <AccountsPage />;
    case 'bodies':
      return <BodiesPage />;
  }
}

function NoSection({ isForbidden }: { isForbidden: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <SectionHead title={t(isForbidden ? 'home.forbidden' : 'home.notFound')} />
      <EmptyState
        icon={isForbidden ? <LockIcon /> : <SearchIcon />}
        title={t(isForbidden ? 'home.forbiddenText' : 'home.notFoundText')}
        testId="no-section"
      >
        <SectionLink className="button" segments={[]}>
          {t('home.back')}
        </SectionLink>
      </EmptyState>
    </>
  );
}
