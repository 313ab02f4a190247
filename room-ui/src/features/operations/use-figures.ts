/** Reads the figures of the lines every few seconds while the board is open. */
import { useEffect, useState } from 'react';
import { useSession } from '../../session/SessionContext.tsx';
import type { Figures } from './model.ts';

const intervalMs = 2_500;

export type ReadFigures = { figures: Figures | null; hasFailed: boolean };

/** `again` changes: they are read at once. */
export function useFigures(again: unknown): ReadFigures {
  const { send } = useSession();
  const [read, setRead] = useState<ReadFigures>({ figures: null, hasFailed: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what `again` is does not matter, only that it changed.
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const figures = await send('operations.read', {}, { patienceMs: 0 });
        if (!isOver) setRead({ figures, hasFailed: false });
      } catch {
        if (!isOver) setRead(({ figures }) => ({ figures, hasFailed: true }));
      }
      if (!isOver) timer = setTimeout(() => void look(), intervalMs);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [send, again]);
  return read;
}
