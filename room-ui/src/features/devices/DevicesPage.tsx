/** The devices: everybody tries their own; who looks after the rooms joins theirs to the sites. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { mayPairDevices } from '../home/model.ts';
import { SectionHead } from '../home/SectionHead.tsx';
import { OwnDevicesPart } from './OwnDevicesPart.tsx';
import { RoomDevices } from './RoomDevices.tsx';
import './devices.css';

export function DevicesPage() {
  const { t } = useTranslation();
  const { home, body } = useDesk();
  const hasRooms = body !== null && mayPairDevices(home.account.role);
  return (
    <>
      <SectionHead title={t('home.devices')} />
      {hasRooms && <RoomDevices body={body} />}
      <OwnDevicesPart isSecond={hasRooms} />
    </>
  );
}
