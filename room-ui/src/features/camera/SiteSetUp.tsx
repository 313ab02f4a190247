/** Setting up the cameras of one site: first its camera computer, then finding and adding cameras, then each camera. */
import { useCallback, useEffect, useState } from 'react';
import type { CameraSetUp, SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/Field.tsx';
import { briefSiteName } from '../stage/brief-name.ts';
import { AddCamera } from './AddCamera.tsx';
import { AgentMissing } from './AgentMissing.tsx';
import { CameraSetUpPart } from './CameraSetUpPart.tsx';
import type { CameraSite } from './model.ts';
import { useCameraAsk } from './use-camera-ask.ts';

type SiteSetUpProps = { sites: readonly CameraSite[]; startSiteId: SiteId | null };

export function SiteSetUp({ sites, startSiteId }: SiteSetUpProps) {
  const { t } = useTranslation();
  const [siteId, setSiteId] = useState(startSiteId ?? sites.find(({ isAgentHere }) => isAgentHere)?.siteId);
  const site = sites.find((one) => one.siteId === siteId) ?? sites[0];
  if (!site) return <p className="soft">{t('cameraSetUp.noSite')}</p>;
  return (
    <>
      <ChoiceField
        label={t('cameraSetUp.site')}
        value={site.siteId}
        choices={sites.map((one) => ({
          value: one.siteId,
          text: one.isAgentHere
            ? t('cameraSetUp.siteReady', { name: briefSiteName(one.name) })
            : briefSiteName(one.name),
        }))}
        onChange={setSiteId}
        testId="camera-site"
      />
      {site.isAgentHere ? (
        <SetUpOfSite key={site.siteId} site={site} />
      ) : (
        <AgentMissing key={site.siteId} siteId={site.siteId} />
      )}
    </>
  );
}

function SetUpOfSite({ site }: { site: CameraSite }) {
  const { t } = useTranslation();
  const { ask } = useCameraAsk(site.siteId);
  const [setUps, setSetUps] = useState<readonly CameraSetUp[] | 'asking' | 'failed'>('asking');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const read = useCallback(async () => {
    setSetUps((await ask({ type: 'setUp' }))?.setUp ?? 'failed');
  }, [ask]);
  useEffect(() => void read(), [read]);
  if (setUps === 'asking') return <p className="soft">{t('cameraSetUp.asking')}</p>;
  if (setUps === 'failed') {
    return (
      <div className="camera-ways">
        <p>{t('cameraSetUp.failed')}</p>
        <Button testId="set-up-again" onPress={() => void read()}>
          {t('common.retry')}
        </Button>
      </div>
    );
  }
  const chosen = setUps.find(({ cameraId }) => cameraId === chosenId) ?? setUps[0];
  const onAdded = async (cameraId: string | undefined) => {
    setAdding(false);
    setChosenId(cameraId ?? null);
    await read();
  };
  return (
    <>
      <div className="camera-ways">
        {setUps.map(({ cameraId, name }) => (
          <Button
            key={cameraId}
            isPressed={!isAdding && cameraId === chosen?.cameraId}
            testId={`set-up-${cameraId}`}
            onPress={() => {
              setAdding(false);
              setChosenId(cameraId);
            }}
          >
            {name}
          </Button>
        ))}
        <Button isPressed={isAdding || !chosen} testId="add-camera" onPress={() => setAdding(true)}>
          {t('cameraSetUp.add')}
        </Button>
      </div>
      {isAdding || !chosen ? (
        <AddCamera siteId={site.siteId} onAdded={onAdded} />
      ) : (
        <CameraSetUpPart key={chosen.cameraId} site={site} setUp={chosen} onChange={read} />
      )}
    </>
  );
}
