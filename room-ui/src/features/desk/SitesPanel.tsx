import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '#contract';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, TextField, TickField } from '../../ui/Field.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { type Body, siteRows } from './model.ts';

type PanelProps = { body: Body; onChange: () => void };

export function SitesPanel({ body, onChange }: PanelProps) {
  const { t } = useTranslation();
  return (
    <div className="desk-panel">
      {body.sites.length === 0 && <p className="soft">{t('desk.noSites')}</p>}
      <ul className="rows">
        {siteRows(body.sites).map(({ site, depth }) => (
          <li key={site.id} style={{ paddingInlineStart: `${depth * 2 + 0.75}rem` }}>
            <strong>{site.name}</strong>
            {site.isChairSite && (
              <Mark icon={null} look="accent">
                {t('desk.chairSite')}
              </Mark>
            )}
          </li>
        ))}
      </ul>
      <SiteForm body={body} onChange={onChange} />
    </div>
  );
}

function SiteForm({ body, onChange }: PanelProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const [name, setName] = useState('');
  const [parentId, setParentId] = useState('');
  const [isChairSite, setChairSite] = useState(body.sites.length === 0);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const site = { id: crypto.randomUUID(), parentId: (parentId || null) as SiteId | null, name, isChairSite };
    if (!(await command('site.add', { bodyId: body.id, site }))) return;
    notices.show('done', t('desk.saved'));
    setName('');
    setChairSite(false);
    onChange();
  };
  const parents = [
    { value: '', text: t('desk.noParent') },
    ...body.sites.map((site) => ({ value: site.id as string, text: site.name })),
  ];
  return (
    <form className="card form" onSubmit={(event) => void submit(event)}>
      <h2>{t('desk.newSite')}</h2>
      <TextField label={t('desk.siteName')} value={name} onChange={setName} isRequired maxLength={200} />
      <ChoiceField label={t('desk.parent')} value={parentId} choices={parents} onChange={setParentId} />
      <TickField label={t('desk.chairSite')} isTicked={isChairSite} onChange={setChairSite} />
      <div className="actions">
        <Button type="submit" look="primary" testId="add-site">
          <PlusIcon />
          {t('common.add')}
        </Button>
      </div>
    </form>
  );
}
