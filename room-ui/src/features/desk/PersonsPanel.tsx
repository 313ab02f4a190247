/** The persons of the body, and the way to add and change them. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { compareNames, isNamed } from '../../ui/format.ts';
import { EditIcon } from '../../ui/icons.tsx';
import { type Body, manyPersons, type Person } from './model.ts';
import { PersonForm } from './PersonForm.tsx';

type PanelProps = { body: Body; onChange: () => void };

export function PersonsPanel({ body, onChange }: PanelProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Person | null>(null);
  const saved = () => {
    setEdited(null);
    onChange();
  };
  return (
    <div className="desk-panel">
      <PersonList body={body} onEdit={setEdited} />
      <section className="card">
        <h2>{t('desk.newPerson')}</h2>
        <PersonForm body={body} onSaved={onChange} />
      </section>
      {edited && (
        <Dialog title={t('desk.changePerson', { name: edited.name })} onClose={() => setEdited(null)}>
          <PersonForm body={body} person={edited} onSaved={saved} />
        </Dialog>
      )}
    </div>
  );
}

function PersonList({ body, onEdit }: { body: Body; onEdit: (person: Person) => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const siteNames = new Map(body.sites.map((site) => [site.id, site.name]));
  const persons = body.persons
    .filter((person) => isNamed(person, query))
    .sort((one, other) => compareNames(one.name, other.name));
  return (
    <div className="list">
      {body.persons.length > manyPersons && (
        <TextField label={t('attendance.search')} value={query} onChange={setQuery} />
      )}
      {persons.length === 0 && (
        <p className="soft nothing">{t(body.persons.length === 0 ? 'desk.noPersons' : 'attendance.nobodyFound')}</p>
      )}
      <ul className="rows">
        {persons.map((person) => {
          const { id, name, title, siteId, usualRole } = person;
          return (
            <li key={id} data-testid={`person-row-${id}`}>
              <span className="who">
                <strong>{name}</strong>
                <span className="soft small">
                  {[title, siteId && siteNames.get(siteId)].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className="soft">{t(`role.${usualRole}`)}</span>
              <Button
                size="compact"
                look="quiet"
                testId={`person-edit-${id}`}
                label={t('desk.changePerson', { name })}
                onPress={() => onEdit(person)}
              >
                <EditIcon />
                {t('desk.change')}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
