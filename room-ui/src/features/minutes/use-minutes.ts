/**
 * The facts of the minutes, read again when the record moves on: at once after a quiet while, else every two seconds. What
 * the clerk writes comes by its slice and does not read them again.
 */
import { useEffect, useRef, useState } from 'react';
import type { MinutesDocument, SliceName } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { HeldSlices } from '../../session/apply-update.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';

const intervalMs = 2_000;
const retryMs = 5_000;

/** What the facts are about. */
const told: readonly SliceName[] = ['meeting', 'agenda', 'attendance', 'floor', 'speaking', 'displays'];

export type ReadMinutes = { document: MinutesDocument | null; hasFailed: boolean };

/** `meetingId` is for a session of the desk. */
export function useMinutes(meetingId: string | null): ReadMinutes {
  const { send, slices } = useSession();
  const { language } = useTranslation();
  const stamp = stampOf(useStore(slices));
  const [read, setRead] = useState<ReadMinutes>({ document: null, hasFailed: false });
  const [attempt, setAttempt] = useState(0);
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: stamp and attempt say that it is time to read again.
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      lastAt.current = performance.now();
      try {
        const document = await send(
          'minutes.read',
          { language },
          { patienceMs: 0, ...(meetingId ? { meetingId } : {}) },
        );
        if (!isOver) setRead({ document, hasFailed: false });
      } catch {
        if (isOver) return;
        setRead(({ document }) => ({ document, hasFailed: true }));
        timer = setTimeout(() => setAttempt((count) => count + 1), retryMs);
      }
    };
    let timer = setTimeout(() => void look(), Math.max(0, lastAt.current + intervalMs - performance.now()));
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [send, meetingId, language, stamp, attempt]);
  return read;
}

function stampOf(held: HeldSlices): string {
  return told.map((name) => held[name]?.version ?? 0).join('.');
}
