/** The bar at the bottom: own devices left, the floor in the middle, the meeting and the way out right. */
import { Suspense } from 'react';
import { loadLineTexts } from '../../i18n/language.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { GridIcon } from '../../ui/icons.tsx';
import { useLayout } from '../../ui/use-layout.ts';
import { isStaff } from '../attendance/model.ts';
import { FloorButton } from '../floor/FloorButton.tsx';
import { DeviceButtons } from './DeviceButtons.tsx';
import type { OpenDialog } from './dialogs.ts';
import { lazyPart } from './lazy-part.ts';
import { RunButtons } from './RunButtons.tsx';
import { WayButtons } from './WayButtons.tsx';
import './controls.css';

const QuickActions = lazyPart(
  async () => (await Promise.all([import('../chair/QuickActions.tsx'), loadLineTexts()]))[0].QuickActions,
);
const EndButton = lazyPart(async () => (await import('./EndButton.tsx')).EndButton);
const ViewMenu = lazyPart(async () => (await import('../stage/ViewMenu.tsx')).ViewMenu);

export function ControlBar({ onOpen }: { onOpen: OpenDialog }) {
  const { t } = useTranslation();
  const runs = isStaff(useSlice('me').head);
  const layout = useLayout();
  const isShort = runs && layout !== 'wide';
  return (
    <section className="control-bar" data-runs={runs} aria-label={t('meeting.controls')}>
      <div className="devices">
        <DeviceButtons />
        {!isShort && (
          <Suspense fallback={<ViewPlace />}>
            <ViewMenu onOpen={onOpen} />
          </Suspense>
        )}
      </div>
      <FloorButton />
      <div className="running">
        {runs && (
          <>
            <RunButtons />
            <Suspense>{layout !== 'narrow' && <QuickActions />}</Suspense>
          </>
        )}
        <WayButtons isShort={isShort} runs={runs} onOpen={onOpen} />
        {runs && (
          <Suspense>
            <EndButton />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** Keeps the menu's place while it loads. */
function ViewPlace() {
  const { t } = useTranslation();
  return (
    <span className="button bar-button quiet" aria-hidden="true">
      <GridIcon />
      <span>{t('view.menu')}</span>
    </span>
  );
}
