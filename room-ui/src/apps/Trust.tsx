/** How a device learns to trust this server's own certificate, the viewer's own kind of device first. */
import { useTranslation } from 'react-i18next';
import { type DeviceKind, deviceKind, deviceKinds } from '../features/trust/model.ts';
import { ShieldIcon } from '../ui/icons.tsx';
import { TopBar } from '../ui/Page.tsx';
import { useTheme } from '../ui/use-theme.ts';
import './trust.css';

export function Trust() {
  const { t } = useTranslation();
  useTheme('paper');
  const own = deviceKind(navigator.userAgent, navigator.maxTouchPoints);
  return (
    <>
      <TopBar />
      <main className="page trust">
        <h1>{t('trust.title')}</h1>
        <p className="lead">{t('trust.intro')}</p>
        <div className="card">
          <p>{t('trust.check')}</p>
          <p>
            <a
              className="button primary large"
              href="/trust/ca.crt"
              download="rostrum-ca.crt"
              data-testid="download-ca"
            >
              <ShieldIcon />
              {t('trust.download')}
            </a>
          </p>
        </div>
        <h2>{t('trust.yourDevice')}</h2>
        <Steps kind={own} />
        <h2>{t('trust.otherDevices')}</h2>
        <div className="others">
          {deviceKinds
            .filter((kind) => kind !== own)
            .map((kind) => (
              <Steps key={kind} kind={kind} />
            ))}
        </div>
      </main>
    </>
  );
}

function Steps({ kind }: { kind: DeviceKind }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h3>{t(`trust.${kind}`)}</h3>
      <ol>
        {t(`trust.${kind}Steps`)
          .split('|')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ol>
    </section>
  );
}
