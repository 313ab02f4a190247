/** The meeting that a part of the desk shows, as the server has it at this moment; null until its slices are here. */
import { useEffect, useMemo } from 'react';
import type { SliceName, Slices } from '#contract';
import type { FailureCode } from './command-error.ts';
import { useSession } from './SessionContext.tsx';
import { useStore } from './use-store.ts';

export type WatchedMeeting = Pick<Slices, Extract<SliceName, 'meeting' | 'agenda' | 'attendance' | 'floor'>>;

export function useWatchedMeeting(meetingId: string): WatchedMeeting | null {
  const session = useSession();
  useEffect(() => session.watch(meetingId), [session, meetingId]);
  const { meeting, agenda, attendance, floor } = useStore(session.slices);
  return useMemo(() => {
    // Slices of the meeting before may still be on their way when another one is opened.
    if (!meeting || !agenda || !attendance || !floor || meeting.head.id !== meetingId) return null;
    return { meeting, agenda, attendance, floor };
  }, [meeting, agenda, attendance, floor, meetingId]);
}

/** Why the meeting that is watched cannot be shown; null while nothing is wrong. */
export function useWatchProblem(): FailureCode | null {
  return useStore(useSession().watchProblem);
}
