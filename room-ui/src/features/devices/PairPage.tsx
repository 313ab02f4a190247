/** The screen of a device that is joined to a site, made to be read across a room. The first tap also allows sound. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { deviceMemory } from '../../session/device-memory.ts';
import { post } from '../../session/http.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Countdown } from '../../ui/Clock.tsx';
import { UnlinkedIcon } from '../../ui/icons.tsx';
import { Loading, TopBar } from '../../ui/Page.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { navigate } from '../../ui/router.ts';
import { useTheme } from '../../ui/use-theme.ts';
import { useTitle } from '../../ui/use-title.ts';
import { useWakeLock } from '../../ui/use-wake-lock.ts';
import { codeInGroups, openPairing, type Pairing, type PairingState } from './pairing.ts';
import { allowSound } from './test-tone.ts';
import './pair.css';

export function PairPage() {
  const { t } = useTranslation();
  useTheme('room');
  useTitle(t('devices.pairTitle'));
  const [isBegun, setBegun] = useState(false);
  useReturn();
  const begin = () => {
    allowSound();
    setBegun(true);
  };
  return (
    <>
      <TopBar />
      {isBegun ? (
        <PairingRun />
      ) : (
        <main className="pair">
          <h1>{t('devices.pairTitle')}</h1>
          <p className="lead">{t('devices.pairIntro')}</p>
          <Button look="primary" size="large" testId="pair-begin" onPress={begin}>
            {t('devices.pairBegin')}
          </Button>
        </main>
      )}
    </>
  );
}

/** A device that was joined before comes back here after a power cut: it goes on where it belongs. */
function useReturn(): void {
  useEffect(() => {
    const sessionKey = deviceMemory.get();
    if (sessionKey) navigate(`/s/${sessionKey}`);
  }, []);
}

function PairingRun() {
  const { t } = useTranslation();
  useWakeLock();
  const [pairing, setPairing] = useState<Pairing | null>(null);
  useEffect(() => {
    const opened = openPairing({
      start: () => post('pair/start', {}),
      status: (pairingSecret) => post('pair/status', { pairingSecret }),
    });
    setPairing(opened);
    return () => opened.close();
  }, []);
  return pairing ? <PairingView pairing={pairing} /> : <Loading text={t('common.loading')} />;
}

function PairingView({ pairing }: { pairing: Pairing }) {
  const { t } = useTranslation();
  const state = useStore(pairing.state);
  const sessionKey = state.name === 'paired' ? state.sessionKey : null;
  useEffect(() => {
    if (!sessionKey) return;
    deviceMemory.set(sessionKey);
    navigate(`/s/${sessionKey}`);
  }, [sessionKey]);
  if (state.name === 'paired') return <Loading text={t('devices.paired')} />;
  return (
    <main className="pair">
      {state.name === 'showing' ? <Code state={state} /> : <p className="lead">{t('devices.askingForCode')}</p>}
      <p className="away" role="status">
        {state.isServerAway && (
          <span className="mark warning" data-testid="pair-away">
            <UnlinkedIcon />
            {t('devices.serverAway')}
          </span>
        )}
      </p>
    </main>
  );
}

function Code({ state }: { state: Extract<PairingState, { name: 'showing' }> }) {
  const { t } = useTranslation();
  const address = `${location.origin}/login`;
  return (
    <>
      <h1>{t('devices.codeTitle')}</h1>
      <p className="code" data-testid="pair-code" data-code={state.code}>
        {codeInGroups(state.code)}
      </p>
      <p className="soft">
        {t('devices.codeLeft')} <Countdown untilMs={state.expiresAt} />
      </p>
      <div className="how">
        <Qr text={address} label={t('devices.deskAddress')} />
        <div>
          <p>{t('devices.codeHow')}</p>
          <p className="address">{address}</p>
        </div>
      </div>
    </>
  );
}
