/** Where this page offers the cameras now. */
import { useSession, useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { useLayout } from '../../ui/use-layout.ts';
import { cameraPlace } from './offer.ts';

export function useCameraPlace() {
  const { role } = useSlice('me').head;
  const { status } = useSlice('meeting').head;
  const rows = useStore(useSession().slices).cameras?.rows;
  return cameraPlace({ role, rows, status, layout: useLayout() });
}
