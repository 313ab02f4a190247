/** The status of a meeting as icon and word. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { CheckIcon, CloseIcon, EditIcon, PauseIcon, PlayIcon, StopIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';

type Status = 'none' | 'draft' | 'convened' | 'inSession' | 'adjourned' | 'closed' | 'cancelled';

const icons: Record<Status, ReactNode> = {
  none: null,
  draft: <EditIcon size="1.25em" />,
  convened: <CheckIcon size="1.25em" />,
  inSession: <PlayIcon size="1.25em" />,
  adjourned: <PauseIcon size="1.25em" />,
  closed: <StopIcon size="1.25em" />,
  cancelled: <CloseIcon size="1.25em" />,
};

export function StatusMark({ status }: { status: string }) {
  const { t } = useTranslation();
  const known = (status in icons ? status : 'none') as Status;
  const isLive = known === 'convened' || known === 'inSession';
  return (
    <Mark icon={icons[known]} look={isLive ? 'accent' : 'soft'}>
      {t(`status.${known}`)}
    </Mark>
  );
}
