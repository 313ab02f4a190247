/** The bar at the bottom: own devices left, the floor in the middle, the meeting and the way out right. */
import { lazy, Suspense } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { isStaff } from '../attendance/model.ts';
import { FloorButton } from '../floor/FloorButton.tsx';
import { DeviceButtons } from './DeviceButtons.tsx';
import type { OpenDialog } from './dialogs.ts';
import { WayButtons } from './WayButtons.tsx';
import './controls.css';

// For those who run the meeting, and at once: the meeting waits to be opened.
const RunButtons = lazy(async () => ({ default: (await import('./RunButtons.tsx')).RunButtons }));
const EndButton = lazy(async () => ({ default: (await import('./RunButtons.tsx')).EndButton }));

export function ControlBar({ onOpen }: { onOpen: OpenDialog }) {
  const { t } = useTranslation();
  const runs = isStaff(useSlice('me').head);
  const layout = useLayout();
  return (
    <section className="control-bar" aria-label={t('meeting.controls')}>
      <div className="devices">
        <DeviceButtons />
      </div>
      <FloorButton />
      <div className="running">
        <Suspense>{runs && <RunButtons />}</Suspense>
        <WayButtons isShort={runs && layout === 'narrow'} onOpen={onOpen} />
        <Suspense>{runs && <EndButton />}</Suspense>
      </div>
    </section>
  );
}
