/** The cameras of the sites, for those who run the meeting; clerk and operator set them up here too. Loaded when it is opened. */
import { useState } from 'react';
import type { SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession, useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CameraIcon } from '../../ui/icons.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { CameraStrip, type ChosenCamera } from './CameraStrip.tsx';
import { cameraSites, firstCameraOf } from './model.ts';
import { SiteSetUp } from './SiteSetUp.tsx';
import { SteeredCamera } from './SteeredCamera.tsx';
import './camera.css';

type CameraSheetProps = { siteId: SiteId | null; onClose: () => void };

export function CameraSheet({ siteId, onClose }: CameraSheetProps) {
  const { t } = useTranslation();
  const { role } = useSlice('me').head;
  const sites = useCameraSites();
  const maySetUp = role === 'clerk' || role === 'operator';
  const hasNone = sites.every(({ cameras }) => cameras.length === 0);
  const [isSettingUp, setSettingUp] = useState(maySetUp && hasNone);
  return (
    <Sheet title={t('cameras.title')} onClose={onClose} isWide testId="camera-sheet">
      {maySetUp && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these two take effect at once.
        <div className="camera-ways" role="group" aria-label={t('cameras.views')}>
          <Button isPressed={!isSettingUp} testId="cameras-steer" onPress={() => setSettingUp(false)}>
            {t('cameras.viewSteer')}
          </Button>
          <Button isPressed={isSettingUp} testId="cameras-set-up" onPress={() => setSettingUp(true)}>
            {t('cameras.viewSetUp')}
          </Button>
        </div>
      )}
      {isSettingUp ? (
        <SiteSetUp sites={sites} startSiteId={siteId} />
      ) : hasNone ? (
        <EmptyState icon={<CameraIcon size="2.5rem" />} title={t('cameras.none')} text={t('cameras.noneText')} />
      ) : (
        <SteerView sites={sites} startSiteId={siteId} />
      )}
    </Sheet>
  );
}

function useCameraSites() {
  const cameras = useStore(useSession().slices).cameras;
  const attendance = useSlice('attendance').rows;
  const media = useSlice('media').rows;
  return cameraSites(cameras?.rows ?? {}, attendance, media);
}

/** Where somebody speaks; whoever spoke first when several do. */
function useSpeakersSite(): SiteId | null {
  const attendance = useSlice('attendance').rows;
  const { speakers } = useSlice('floor').head;
  return speakers.map(({ personId }) => attendance[personId]?.siteId ?? null).find((siteId) => siteId !== null) ?? null;
}

type SteerViewProps = { sites: ReturnType<typeof useCameraSites>; startSiteId: SiteId | null };

function SteerView({ sites, startSiteId }: SteerViewProps) {
  const speakersSiteId = useSpeakersSite();
  const start = startSiteId ?? speakersSiteId;
  const [wanted, setWanted] = useState(() => firstCameraOf(sites, start) ?? firstCameraOf(sites, null));
  const find = (choice: typeof wanted): ChosenCamera | null => {
    const site = sites.find((one) => one.siteId === choice?.[0]);
    const camera = site?.cameras.find(({ cameraId }) => cameraId === choice?.[1]);
    return site && camera ? { site, camera } : null;
  };
  const chosen = find(wanted) ?? find(firstCameraOf(sites, null));
  return (
    <div className="steer-view">
      <CameraStrip sites={sites} chosen={chosen} onChoose={(siteId, cameraId) => setWanted([siteId, cameraId])} />
      {chosen && <SteeredCamera key={`${chosen.site.siteId} ${chosen.camera.cameraId}`} {...chosen} hasCard />}
    </div>
  );
}
