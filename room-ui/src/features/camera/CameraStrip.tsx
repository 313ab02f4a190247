/** One card for each camera of the meeting: which it is and what it does now, in words. A tap shows it large. */
import type { CameraReport } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow, useSlice } from '../../session/SessionContext.tsx';
import { duration } from '../../ui/format.ts';
import { CameraIcon, CheckIcon, HandIcon, SearchIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type CameraSite, standingOf } from './model.ts';

export type ChosenCamera = { site: CameraSite; camera: CameraReport };

type CameraStripProps = {
  sites: readonly CameraSite[];
  chosen: ChosenCamera | null;
  onChoose: (siteId: CameraSite['siteId'], cameraId: string) => void;
};

export function CameraStrip({ sites, chosen, onChoose }: CameraStripProps) {
  const { t } = useTranslation();
  return (
    <ul className="camera-strip" aria-label={t('cameras.strip')}>
      {sites.flatMap((site) =>
        site.cameras.map((camera) => {
          const isChosen = chosen?.site.siteId === site.siteId && chosen.camera.cameraId === camera.cameraId;
          return (
            <li key={`${site.siteId} ${camera.cameraId}`}>
              <button
                type="button"
                className="camera-card"
                aria-pressed={isChosen}
                data-testid={`camera-${site.siteId}-${camera.cameraId}`}
                onClick={() => onChoose(site.siteId, camera.cameraId)}
              >
                <strong>{camera.name}</strong>
                <span className="soft small">{site.name}</span>
                <Standing site={site} camera={camera} />
              </button>
            </li>
          );
        }),
      )}
    </ul>
  );
}

const icons = {
  framing: CheckIcon,
  seeking: SearchIcon,
  manual: HandIcon,
  away: WarningIcon,
  agentAway: WarningIcon,
  noPicture: WarningIcon,
  notSetUp: WarningIcon,
  wall: CameraIcon,
  seat: CameraIcon,
  overview: CameraIcon,
};

type StandingProps = ChosenCamera & {
  /** With what to do about it. */
  isLong?: boolean;
  /** Where a card says already what is as it should be. */
  isOnlyWrong?: boolean;
};

export function Standing({ site, camera, isLong = false, isOnlyWrong = false }: StandingProps) {
  const { t } = useTranslation();
  const attendance = useSlice('attendance').rows;
  const { kind, look, name, leftMs } = standingOf(camera, site.isAgentHere, attendance, useNow());
  const Icon = icons[kind];
  const values = { name, left: duration(leftMs) };
  const isWrong = look === 'warning';
  if (isOnlyWrong && !isWrong) return null;
  return (
    <span className="camera-standing" data-standing={kind}>
      <Mark icon={<Icon size="1.25rem" />} look={look}>
        {t(`cameras.is_${kind}`, values)}
      </Mark>
      {isLong && isWrong && <span className="soft">{t(`cameras.mend_${kind as 'away'}`)}</span>}
    </span>
  );
}
