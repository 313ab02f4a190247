import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRole, SiteId } from '#contract';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { compareNames } from '../../ui/format.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { type Body, choosableRoles } from './model.ts';

type PanelProps = { body: Body; onChange: () => void };

export function PersonsPanel({ body, onChange }: PanelProps) {
  const { t } = useTranslation();
  const siteNames = new Map(body.sites.map((site) => [site.id, site.name]));
  const persons = body.persons.toSorted((one, other) => compareNames(one.name, other.name));
  return (
    <div className="desk-panel">
      {persons.length === 0 && <p className="soft">{t('desk.noPersons')}</p>}
      <ul className="rows">
        {persons.map(({ id, name, title, siteId, usualRole }) => (
          <li key={id}>
            <span className="who">
              <strong>{name}</strong>
              <span className="soft small">{[title, siteId && siteNames.get(siteId)].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="soft">{t(`role.${usualRole}`)}</span>
          </li>
        ))}
      </ul>
      <PersonForm body={body} onChange={onChange} />
    </div>
  );
}

function PersonForm({ body, onChange }: PanelProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const [name, setName] = useState('');
  const [title, setTitle] = useState('');
  const [siteId, setSiteId] = useState('');
  const [usualRole, setUsualRole] = useState<PersonRole>('delegate');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const person = { id: crypto.randomUUID(), name, title, siteId: (siteId || null) as SiteId | null, usualRole };
    if (!(await command('person.add', { bodyId: body.id, person }))) return;
    notices.show('done', t('desk.saved'));
    setName('');
    setTitle('');
    onChange();
  };
  const sites = [
    { value: '', text: t('desk.noSite') },
    ...body.sites.map((site) => ({ value: site.id as string, text: site.name })),
  ];
  const roles = choosableRoles.map((value) => ({ value, text: t(`role.${value}`) }));
  return (
    <form className="card form" onSubmit={(event) => void submit(event)}>
      <h2>{t('desk.newPerson')}</h2>
      <TextField label={t('desk.personName')} value={name} onChange={setName} isRequired maxLength={200} />
      <TextField label={t('desk.personTitle')} value={title} onChange={setTitle} maxLength={300} />
      <ChoiceField label={t('desk.personSite')} value={siteId} choices={sites} onChange={setSiteId} />
      <ChoiceField label={t('desk.usualRole')} value={usualRole} choices={roles} onChange={setUsualRole} />
      <div className="actions">
        <Button type="submit" look="primary" testId="add-person">
          <PlusIcon />
          {t('common.add')}
        </Button>
      </div>
    </form>
  );
}
