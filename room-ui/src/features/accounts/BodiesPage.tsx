/** The bodies of this server: their names, and the way to a further one. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { BuildingIcon, CheckIcon, EditIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import { type Body, useDesk } from '../desk/DeskContext.tsx';
import { SectionHead } from '../home/SectionHead.tsx';
import './accounts.css';

export function BodiesPage() {
  const { t } = useTranslation();
  const { data, body, chooseBody } = useDesk();
  const [renamed, setRenamed] = useState<Body | null>(null);
  return (
    <>
      <SectionHead title={t('home.bodies')} text={t('accounts.bodiesIntro')} />
      <ul className="body-list">
        {data.bodies.map((one) => (
          <li key={one.id} className="card" data-testid={`body-row-${one.id}`}>
            <BuildingIcon />
            <span className="two-lines">
              <strong>{one.name}</strong>
              <span className="soft small">
                {t('accounts.bodyCounts', { sites: one.sites.length, persons: one.persons.length })}
              </span>
            </span>
            {one.id === body?.id ? (
              <Mark icon={<CheckIcon />} look="accent">
                {t('accounts.workedOn')}
              </Mark>
            ) : (
              <Button testId={`work-on-${one.id}`} onPress={() => chooseBody(one.id)}>
                {t('accounts.workOn')}
              </Button>
            )}
            <Button
              label={t('accounts.renameBody', { name: one.name })}
              testId={`rename-body-${one.id}`}
              onPress={() => setRenamed(one)}
            >
              <EditIcon />
              {t('accounts.rename')}
            </Button>
          </li>
        ))}
      </ul>
      <section className="card new-body">
        <h2>{t('accounts.newBody')}</h2>
        <BodyForm />
      </section>
      {renamed && (
        <Sheet title={t('accounts.renameBody', { name: renamed.name })} onClose={() => setRenamed(null)}>
          <BodyForm body={renamed} onSaved={() => setRenamed(null)} />
        </Sheet>
      )}
    </>
  );
}

function BodyForm({ body, onSaved }: { body?: Body; onSaved?: () => void }) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const [name, setName] = useState(body?.name ?? '');
  const { isSending, problem, onSubmit } = useForm(async () => {
    if (body) await send('body.rename', { bodyId: body.id, name });
    else await send('body.found', { bodyId: crypto.randomUUID(), name });
    notices.show('done', t(body ? 'accounts.renamed' : 'accounts.founded', { name }));
    if (!body) setName('');
    await reload();
    onSaved?.();
  });
  return (
    <form className="form" onSubmit={onSubmit}>
      <TextField
        label={t('setup.bodyName')}
        value={name}
        onChange={setName}
        isRequired
        maxLength={200}
        autoFocus={body !== undefined}
        testId={body ? 'body-rename-name' : 'body-name'}
      />
      <FormEnd
        problem={problem}
        words={t(body ? 'common.save' : 'common.add')}
        isSending={isSending}
        testId={body ? 'save-body' : 'add-body'}
      />
    </form>
  );
}
