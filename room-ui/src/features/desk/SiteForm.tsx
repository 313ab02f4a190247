/** A site: a new one, or one that is being changed. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '#contract';
import { useSession } from '../../session/SessionContext.tsx';
import { ChoiceField, TextField, TickField } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { notices } from '../../ui/notices.ts';
import { useForm } from '../../ui/use-form.ts';
import { type Body, possibleParents, type Site } from './model.ts';

type SiteFormProps = { body: Body; site?: Site; onSaved: () => void };

export function SiteForm({ body, site, onSaved }: SiteFormProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const [savedCount, setSavedCount] = useState(0);
  const [name, setName] = useState(site?.name ?? '');
  const [parentId, setParentId] = useState<string>(site?.parentId ?? '');
  const [isChairSite, setChairSite] = useState(site?.isChairSite ?? body.sites.length === 0);
  const { isSending, problem, onSubmit } = useForm(async () => {
    const fields = { parentId: (parentId || null) as SiteId | null, name, isChairSite };
    if (site) await send('site.change', { bodyId: body.id, site: { id: site.id, ...fields } });
    else {
      await send('site.add', { bodyId: body.id, site: { id: crypto.randomUUID(), ...fields } });
      setName('');
      setSavedCount((count) => count + 1);
      setChairSite(false);
    }
    notices.show('done', t('desk.saved'));
    onSaved();
  });
  const parents = [
    { value: '', text: t('desk.noParent') },
    ...possibleParents(body.sites, site?.id).map(({ id, name: text }) => ({ value: id as string, text })),
  ];
  return (
    <form className="form" onSubmit={onSubmit}>
      <TextField
        key={savedCount}
        autoFocus={site !== undefined || savedCount > 0}
        label={t('desk.siteName')}
        value={name}
        onChange={setName}
        isRequired
        maxLength={200}
        testId={site ? 'site-edit-name' : 'site-name'}
      />
      <ChoiceField
        label={t('desk.parent')}
        value={parentId}
        choices={parents}
        onChange={setParentId}
        testId={site ? 'site-edit-parent' : 'site-parent'}
      />
      <TickField label={t('desk.chairSite')} isTicked={isChairSite} onChange={setChairSite} />
      <FormEnd
        problem={problem}
        words={t(site ? 'common.save' : 'common.add')}
        isSending={isSending}
        testId={site ? 'save-site' : 'add-site'}
      />
    </form>
  );
}
