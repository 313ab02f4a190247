/** The tree of sites with their seats, and the way to add and change both. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EditIcon, PlusIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type Body, type Site, siteRows } from './model.ts';
import { SeatForm } from './SeatForm.tsx';
import { SiteForm } from './SiteForm.tsx';

type PanelProps = { body: Body; onChange: () => void };
type Opened = { name: 'edit' | 'seats'; siteId: string } | null;

export function SitesPanel({ body, onChange }: PanelProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened>(null);
  const site = body.sites.find(({ id }) => id === opened?.siteId);
  const close = () => setOpened(null);
  const saved = () => {
    close();
    onChange();
  };
  return (
    <div className="desk-panel">
      <div>
        {body.sites.length === 0 && <p className="soft nothing">{t('desk.noSites')}</p>}
        <ul className="rows">
          {siteRows(body.sites).map(({ site: row, depth }) => (
            <SiteRow key={row.id} site={row} depth={depth} body={body} onOpen={setOpened} />
          ))}
        </ul>
      </div>
      <section className="card">
        <h2>{t('desk.newSite')}</h2>
        <SiteForm body={body} onSaved={onChange} />
      </section>
      {site && opened?.name === 'edit' && (
        <Dialog title={t('desk.changeSite', { name: site.name })} onClose={close}>
          <SiteForm body={body} site={site} onSaved={saved} />
        </Dialog>
      )}
      {site && opened?.name === 'seats' && (
        <Dialog title={t('desk.newSeatAt', { site: site.name })} onClose={close}>
          <Seats body={body} site={site} />
          <SeatForm body={body} site={site} onSaved={onChange} />
        </Dialog>
      )}
    </div>
  );
}

type SiteRowProps = { site: Site; depth: number; body: Body; onOpen: (opened: Opened) => void };

function SiteRow({ site, depth, body, onOpen }: SiteRowProps) {
  const { t } = useTranslation();
  const { id, name, isChairSite } = site;
  return (
    <li data-testid={`site-row-${id}`} style={{ paddingInlineStart: `${depth * 2 + 0.75}rem` }}>
      <span className="who">
        <strong>{name}</strong>
        {isChairSite && (
          <Mark icon={null} look="accent">
            {t('desk.chairSite')}
          </Mark>
        )}
        <Seats body={body} site={site} />
      </span>
      <Button
        size="compact"
        testId={`seat-add-${id}`}
        label={t('desk.newSeatAt', { site: name })}
        onPress={() => onOpen({ name: 'seats', siteId: id })}
      >
        <PlusIcon />
        {t('desk.newSeat')}
      </Button>
      <Button
        size="compact"
        look="quiet"
        testId={`site-edit-${id}`}
        label={t('desk.changeSite', { name })}
        onPress={() => onOpen({ name: 'edit', siteId: id })}
      >
        <EditIcon />
        {t('desk.change')}
      </Button>
    </li>
  );
}

function Seats({ body, site }: { body: Body; site: Site }) {
  const { t } = useTranslation();
  const labels = body.seats.filter((seat) => seat.siteId === site.id).map((seat) => seat.label);
  return (
    <span className="soft small">
      {labels.length === 0
        ? t('desk.noSeats')
        : t('desk.seats', { count: labels.length, labels: labels.toSorted(compareLabels).join(', ') })}
    </span>
  );
}

/** `Seat 2` before `Seat 10`. */
const { compare: compareLabels } = new Intl.Collator('vi', { numeric: true });
