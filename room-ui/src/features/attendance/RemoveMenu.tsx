/** What the board can do with the device of a person beside marking them: put it out, which can be taken back. */
import type { AttendanceRow } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { MoreIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { waitingPart } from '../waiting/parts.ts';
import { formalName } from './model.ts';
import { useRemovableDevice } from './own-devices.ts';

export function RemoveMenu({ row, isDisabled }: { row: AttendanceRow; isDisabled: boolean }) {
  const { t } = useTranslation();
  const endpointId = useRemovableDevice(row);
  if (!endpointId) return null;
  const who = formalName(row);
  return (
    <span className="row-menu">
      <Menu
        icon={<MoreIcon />}
        label={t('board.deviceOf', { name: who })}
        testId={`device-${row.personId}`}
        isDisabled={isDisabled}
      >
        <MenuItem testId="remove-device" onAction={() => waitingPart.set({ name: 'remove', endpointId, who })}>
          {t('waiting.removeMenu')}
        </MenuItem>
      </Menu>
    </span>
  );
}
