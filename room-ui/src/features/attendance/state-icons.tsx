/** The icon of each thing that attendance can say. */
import type { ReactNode } from 'react';
import { CheckIcon, CloseIcon, LeaveIcon, MoreIcon, ScreenIcon } from '../../ui/icons.tsx';
import type { AttendanceState } from './model.ts';

export const stateIcons: Record<AttendanceState, ReactNode> = {
  inPerson: <CheckIcon size="1.1rem" />,
  online: <ScreenIcon size="1.1rem" />,
  absent: <CloseIcon size="1.1rem" />,
  left: <LeaveIcon size="1.1rem" />,
  unmarked: <MoreIcon size="1.1rem" />,
};
