/** The demonstration: one card for each role, to open here or to scan with a phone. */

import { useEffect, useState } from 'react';
import type { HttpOutput } from '#contract';
import { useTranslation } from '../i18n/use-translation.ts';
import { failureText } from '../session/failure-text.ts';
import { post } from '../session/http.ts';
import { Button } from '../ui/Button.tsx';
import { fragmentToken } from '../ui/fragment-token.ts';
import { WarningIcon } from '../ui/icons.tsx';
import { Loading, PageState, TopBar } from '../ui/Page.tsx';
import { Qr } from '../ui/Qr.tsx';
import { navigate } from '../ui/router.ts';
import { useForm } from '../ui/use-form.ts';
import { useTheme } from '../ui/use-theme.ts';
import './welcome.css';

type Sample = HttpOutput<'welcome'>;

export function Welcome() {
  const { t } = useTranslation();
  useTheme('paper');
  const [key] = useState(fragmentToken);
  const [sample, setSample] = useState<Sample>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    post('welcome', { key }).then(setSample, setFailure);
  }, [key]);
  return (
    <>
      <TopBar />
      {failure !== undefined ? (
        <PageState
          icon={<WarningIcon />}
          title={t('welcome.problem')}
          text={t('welcome.problemText')}
          detail={failureText(t, failure)}
        />
      ) : sample ? (
        <SamplePage sample={sample} />
      ) : (
        <Loading text={t('common.loading')} />
      )}
    </>
  );
}

function SamplePage({ sample }: { sample: Sample }) {
  const { t } = useTranslation();
  return (
    <main className="page">
      <div>
        <p className="soft">
          {t('welcome.title')} · {sample.bodyName}
        </p>
        <h1>{sample.meetingTitle}</h1>
      </div>
      <p>{t('welcome.intro')}</p>
      <ul className="role-cards">
        {sample.account && <DeskCard account={sample.account} />}
        {sample.links.map((link) => (
          <RoleCard key={link.url} link={link} />
        ))}
      </ul>
      <p>
        <a href="/trust">{t('welcome.trust')}</a>
      </p>
    </main>
  );
}

function RoleCard({ link }: { link: Sample['links'][number] }) {
  const { t } = useTranslation();
  const { url, label, title, role, siteName } = link;
  return (
    <li className="card">
      <div className="words">
        <span className="role">{t(`role.${role as 'guest'}`)}</span>
        <h2>{label}</h2>
        <p className="soft">{[title, siteName].filter(Boolean).join(' · ')}</p>
        <a
          className="button primary"
          href={url}
          target="_blank"
          rel="noreferrer"
          data-testid={`welcome-${role}`}
          data-role={role}
        >
          {t('welcome.open')}
        </a>
      </div>
      <div className="code">
        <Qr text={url} label={`${t('welcome.scan')}: ${label}`} />
      </div>
    </li>
  );
}

/** The desk of the demonstration, signed in to with one tap. */
function DeskCard({ account }: { account: NonNullable<Sample['account']> }) {
  const { t } = useTranslation();
  const { isSending, problem, onSubmit } = useForm(async () => {
    const { sessionKey } = await post('login', account);
    navigate(`/s/${sessionKey}`);
  });
  return (
    <li className="card">
      <form className="words" onSubmit={onSubmit}>
        <span className="role">{t('role.administrator')}</span>
        <h2>{t('welcome.desk')}</h2>
        <p className="soft">{t('welcome.deskText')}</p>
        <p>{t('welcome.deskLogin', { login: account.login, password: account.password })}</p>
        {problem && <p role="alert">{problem}</p>}
        <Button type="submit" look="primary" isPending={isSending} testId="welcome-desk">
          {t('welcome.openDesk')}
        </Button>
      </form>
      <div className="code">
        <Qr text={`${location.origin}/login`} label={t('welcome.deskAddress')} />
      </div>
    </li>
  );
}
