/**
 * With which device of their own each person is in the meeting. Levels of sound change the media rows twice a second; what
 * is told here stays the same meanwhile, so that the rows of the board are not drawn anew.
 */
import { createContext, useContext, useRef } from 'react';
import type { AttendanceRow, EndpointId, MediaRow, PersonId } from '#contract';
import { useSlice } from '../../session/SessionContext.tsx';
import { isRemovable } from '../waiting/model.ts';

export type OwnDevices = Readonly<Record<PersonId, EndpointId>>;

export const OwnDevicesContext = createContext<OwnDevices>({});

/** Those that may be removed, for whoever may; empty for everybody else. */
export function useOwnDevices(): OwnDevices {
  const { may } = useSlice('me').head;
  const media = useSlice('media').rows;
  const before = useRef<OwnDevices>({});
  const now = may.includes('endpoint.remove') ? removableDevices(media) : {};
  if (!areSame(before.current, now)) before.current = now;
  return before.current;
}

/** The device of this person that may be removed, if there is one. */
export function useRemovableDevice({ personId, role }: AttendanceRow): EndpointId | undefined {
  const deviceId = useContext(OwnDevicesContext)[personId];
  return isRemovable({ role }) ? deviceId : undefined;
}

export function removableDevices(media: Readonly<Record<string, MediaRow>>): OwnDevices {
  const own = Object.values(media).filter((row) => row.kind === 'personal' && isRemovable(row));
  return Object.fromEntries(own.flatMap(({ personIds, endpointId }) => personIds.map((id) => [id, endpointId])));
}

function areSame(one: OwnDevices, other: OwnDevices): boolean {
  const ids = Object.keys(one) as PersonId[];
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}
