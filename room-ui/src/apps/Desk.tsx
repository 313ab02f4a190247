/** The clerk's and administrator's desk: sites, persons and meetings of their body. */
import { useTranslation } from 'react-i18next';
import { MeetingsPanel } from '../features/desk/MeetingsPanel.tsx';
import type { DeskData } from '../features/desk/model.ts';
import { PersonsPanel } from '../features/desk/PersonsPanel.tsx';
import { SitesPanel } from '../features/desk/SitesPanel.tsx';
import { useDesk } from '../features/desk/use-desk.ts';
import { post } from '../session/http.ts';
import { Button } from '../ui/Button.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { Loading, PageState, TopBar } from '../ui/Page.tsx';
import { navigate } from '../ui/router.ts';
import { TabbedPanels } from '../ui/TabbedPanels.tsx';
import '../features/desk/desk.css';

export function Desk() {
  const { t } = useTranslation();
  const { data, reload } = useDesk();
  const signOut = async () => {
    const sessionKey = location.pathname.split('/').at(-1) ?? '';
    await post('logout', { sessionKey }).catch(() => undefined);
    navigate('/login');
  };
  return (
    <>
      <TopBar>
        <Button look="quiet" onPress={() => void signOut()}>
          {t('desk.signOut')}
        </Button>
      </TopBar>
      {data ? <DeskPage data={data} onChange={reload} /> : <Loading text={t('common.loading')} />}
    </>
  );
}

function DeskPage({ data, onChange }: { data: DeskData; onChange: () => void }) {
  const { t } = useTranslation();
  const [body] = data.bodies;
  if (!body) return <PageState icon={<WarningIcon />} title={t('desk.noBody')} />;
  const meetings = <MeetingsPanel body={body} meetings={data.meetings} onChange={onChange} />;
  return (
    <main className="page desk">
      <div>
        <p className="soft">{t('desk.title')}</p>
        <h1>{body.name}</h1>
      </div>
      <TabbedPanels
        label={t('desk.title')}
        panels={[
          { id: 'meetings', title: t('desk.meetings'), content: meetings },
          { id: 'persons', title: t('desk.persons'), content: <PersonsPanel body={body} onChange={onChange} /> },
          { id: 'sites', title: t('desk.sites'), content: <SitesPanel body={body} onChange={onChange} /> },
        ]}
      />
    </main>
  );
}
