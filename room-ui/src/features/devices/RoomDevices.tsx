/** The room devices and displays of a body: where they stand, whether they are there, and the way to join another. */
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { CommandOutput } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { compareText, dayAndTime } from '../../ui/format.ts';
import { HoldButton } from '../../ui/HoldButton.tsx';
import { CheckIcon, PlusIcon, ScreenIcon, TrashIcon, UnlinkedIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { type Column, Table } from '../../ui/Table.tsx';
import { type Body, useDesk } from '../desk/DeskContext.tsx';
import { PairSheet } from './PairSheet.tsx';
import { SiteTokenMenu } from './SiteTokenMenu.tsx';

type RoomDevice = CommandOutput<'device.list'>['devices'][number];
type DeviceRow = RoomDevice & { siteName: string };

const refreshMs = 10_000;

export function RoomDevices({ body }: { body: Body }) {
  const { t } = useTranslation();
  const { devices, reload } = useRoomDevices(body);
  const [isPairing, setPairing] = useState(false);
  const { home } = useDesk();
  const pair = (
    <>
      <Button look="primary" testId="pair-device" onPress={() => setPairing(true)}>
        <PlusIcon />
        {t('devices.pair')}
      </Button>
      {/* A token is for meetings of the account's own body. */}
      {home.account.bodyId === body.id && body.sites.length > 0 && (
        <SiteTokenMenu sites={body.sites} onIssued={reload} />
      )}
    </>
  );
  return (
    <section className="room-devices" aria-labelledby="room-devices">
      <div>
        <h2 id="room-devices">{t('devices.rooms')}</h2>
        <p className="soft">{t('devices.roomsText')}</p>
      </div>
      {devices === null ? (
        <p className="soft">{t('common.loading')}</p>
      ) : devices.length === 0 ? (
        <EmptyState icon={<ScreenIcon />} title={t('devices.none')} text={t('devices.noneText')}>
          {pair}
        </EmptyState>
      ) : (
        <DeviceTable devices={devices} body={body} tools={pair} onRemoved={reload} />
      )}
      {isPairing && <PairSheet body={body} onClose={() => setPairing(false)} onPaired={reload} />}
    </section>
  );
}

/** Whether a device is there changes without anybody's doing here: it is asked again and again while the page is seen. */
function useRoomDevices(body: Body) {
  const { send } = useSession();
  const [devices, setDevices] = useState<readonly RoomDevice[] | null>(null);
  const reload = useCallback(async () => {
    const answer = await send('device.list', { bodyId: body.id }).catch(() => null);
    if (answer) setDevices(answer.devices);
  }, [send, body.id]);
  useEffect(() => {
    void reload();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, refreshMs);
    return () => clearInterval(timer);
  }, [reload]);
  return { devices, reload };
}

type DeviceTableProps = {
  devices: readonly RoomDevice[];
  body: Body;
  tools: ReactNode;
  onRemoved: () => Promise<void>;
};

function DeviceTable({ devices, body, tools, onRemoved }: DeviceTableProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const remove = useCallback(
    async ({ deviceId, label }: RoomDevice) => {
      if (!(await command('device.remove', { bodyId: body.id, deviceId }))) return;
      notices.show('done', t('devices.removed', { label }));
      await onRemoved();
    },
    [command, body.id, onRemoved, t],
  );
  const rows = useMemo(() => {
    const names = new Map<string, string>(body.sites.map(({ id, name }) => [id, name]));
    return devices
      .map((device) => ({ ...device, siteName: names.get(device.siteId ?? '') ?? '' }))
      .sort((one, other) => compareText(one.siteName, other.siteName) || compareText(one.label, other.label));
  }, [devices, body.sites]);
  const columns = useDeviceColumns(remove);
  return (
    <Table
      label={t('devices.rooms')}
      rows={rows}
      columns={columns}
      rowKey={({ deviceId }) => deviceId}
      rowLabel={({ label }) => label}
      hasSearch={rows.length > 10}
      tools={tools}
      testId="device"
    />
  );
}

function useDeviceColumns(onRemove: (device: RoomDevice) => Promise<void>): Column<DeviceRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'label',
        title: t('devices.label'),
        cell: ({ label }) => <strong>{label}</strong>,
        text: ({ label }) => label,
        isRowHeader: true,
        width: 'minmax(12rem, 2fr)',
      },
      { id: 'site', title: t('devices.site'), cell: ({ siteName }) => siteName, text: ({ siteName }) => siteName },
      {
        id: 'kind',
        title: t('devices.kind'),
        cell: ({ kind }) => t(`role.${kind}`),
        text: ({ kind }) => t(`role.${kind}`),
      },
      {
        id: 'connected',
        title: t('devices.state'),
        cell: ({ isConnected }) => (
          <Mark icon={isConnected ? <CheckIcon /> : <UnlinkedIcon />} look={isConnected ? 'good' : 'warning'}>
            {t(isConnected ? 'devices.connected' : 'devices.away')}
          </Mark>
        ),
        text: ({ isConnected }) => t(isConnected ? 'devices.connected' : 'devices.away'),
      },
      {
        id: 'paired',
        title: t('devices.pairedAt'),
        cell: ({ pairedAt }) => (pairedAt === null ? '' : dayAndTime(pairedAt)),
        text: ({ pairedAt }) => (pairedAt === null ? '' : dayAndTime(pairedAt)),
        compare: (one, other) => (one.pairedAt ?? 0) - (other.pairedAt ?? 0),
        shownFrom: 'wide',
      },
      {
        id: 'remove',
        title: t('devices.actions'),
        cell: (device) => (
          <HoldButton
            action={t('devices.removeNamed', { label: device.label })}
            onHeld={() => void onRemove(device)}
            testId={`remove-device-${device.deviceId}`}
          >
            <TrashIcon />
            {t('devices.remove')}
          </HoldButton>
        ),
        width: '8.5rem',
      },
    ],
    [t, onRemove],
  );
}
