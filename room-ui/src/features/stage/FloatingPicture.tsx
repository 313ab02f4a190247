/** Draws the large picture into its window, and follows what is large. */
import { createPortal } from 'react-dom';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { floatingPlace } from './floating-picture.ts';
import { usePlan } from './StageView.tsx';
import { TileView } from './TileView.tsx';

export function FloatingPicture() {
  const place = useStore(floatingPlace);
  const { large, small } = usePlan();
  const { dominantEndpointId } = useSlice('media').head;
  if (!place) return null;
  const others = small.filter((tile) => !tile.isOwn);
  const tile = large ?? others.find(({ endpointId }) => endpointId === dominantEndpointId) ?? others[0];
  return createPortal(tile && <TileView key={tile.key} tile={tile} isNamed isFloating />, place);
}
