/** Says that picture and sound are away or being made again, once that takes longer than a moment. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useMedia } from '../../media/MediaContext.tsx';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { UnlinkedIcon } from '../../ui/icons.tsx';

export function MediaBar() {
  const { t } = useTranslation();
  const { isAvailable } = useSlice('media').head;
  const isLinked = useStore(useMedia().media.isLinked);
  const isLate = useIsLate(!isLinked);
  if (isAvailable && !isLate) return null;
  return (
    <p className="alert" role="status" data-testid="media-bar">
      <UnlinkedIcon />
      {t(isAvailable ? 'meeting.mediaMaking' : 'meeting.mediaDown')}
    </p>
  );
}

function useIsLate(isGoingOn: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return setLate(false);
    const timer = setTimeout(() => setLate(true), 2_000);
    return () => clearTimeout(timer);
  }, [isGoingOn]);
  return isLate;
}
