/** How a device learns to trust this server's own certificate, the viewer's own kind of device first. */

import { type DeviceKind, deviceKind, deviceKinds, fingerprintParts } from '../features/trust/model.ts';
import { type Fingerprint, useFingerprint } from '../features/trust/use-fingerprint.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { ShieldIcon } from '../ui/icons.tsx';
import { TopBar } from '../ui/Page.tsx';
import { useTheme } from '../ui/use-theme.ts';
import './trust.css';

export function Trust() {
  const { t } = useTranslation();
  useTheme('paper');
  const fingerprint = useFingerprint();
  // A certificate of the body is installed by the body: there is nothing to download here.
  const isOfBody = fingerprint.state === 'known' && fingerprint.sha256 === null;
  return (
    <>
      <TopBar />
      <main className="page trust">
        <h1>{t('trust.title')}</h1>
        {isOfBody ? (
          <p className="lead" data-testid="fingerprint-none">
            {t('trust.ownCertificate')}
          </p>
        ) : (
          <OwnAuthority fingerprint={fingerprint} />
        )}
      </main>
    </>
  );
}

function OwnAuthority({ fingerprint }: { fingerprint: Fingerprint }) {
  const { t } = useTranslation();
  const own = deviceKind(navigator.userAgent, navigator.maxTouchPoints);
  return (
    <>
      <p className="lead">{t('trust.intro')}</p>
      <div className="card">
        <FingerprintCheck fingerprint={fingerprint} />
        <p>
          <a className="button primary large" href="/trust/ca.crt" download="rostrum-ca.crt" data-testid="download-ca">
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
    </>
  );
}

function FingerprintCheck({ fingerprint }: { fingerprint: Fingerprint }) {
  const { t } = useTranslation();
  if (fingerprint.state === 'loading') return <p className="soft">{t('common.loading')}</p>;
  if (fingerprint.state === 'failed') return <p>{t('trust.fingerprintFailed')}</p>;
  return (
    <>
      <p>{t('trust.check')}</p>
      <dl className="fingerprint">
        <dt>{t('trust.fingerprint')}</dt>
        <dd data-testid="fingerprint">
          {fingerprintParts(fingerprint.sha256 ?? '').map((part) => (
            <span key={part}>{part}</span>
          ))}
        </dd>
      </dl>
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
