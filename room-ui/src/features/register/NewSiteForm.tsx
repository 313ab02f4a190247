/** A further site by its name alone. It stays open, because sites are entered one after another. */
import { useRef, useState } from 'react';
import type { SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { goTo } from '../../session/session-path.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { useForm } from '../../ui/use-form.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { type Body, newSite } from './tree.ts';

type NewSiteFormProps = {
  body: Body;
  parentId: SiteId | null;
  /** Shows the new one beside the tree. */
  isOpening: boolean;
};

export function NewSiteForm({ body, parentId, isOpening }: NewSiteFormProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const [name, setName] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { isSending, problem, onSubmit } = useForm(async () => {
    const site = newSite(crypto.randomUUID() as string as SiteId, name.trim(), parentId, body.sites);
    await send('site.add', { bodyId: body.id, site });
    setName('');
    notices.show('done', t('register.siteAdded', { name: site.name }));
    await reload();
    if (isOpening) goTo('register', 'sites', site.id);
    form.current?.querySelector('input')?.focus();
  });
  return (
    <form ref={form} className="quick-add" onSubmit={onSubmit}>
      <TextField
        label={t(parentId ? 'register.newBelow' : 'register.newSite')}
        problem={problem || undefined}
        value={name}
        onChange={setName}
        isRequired
        maxLength={200}
        testId={parentId ? 'site-below-name' : 'site-name'}
      />
      <Button type="submit" isPending={isSending} testId={parentId ? 'add-site-below' : 'add-site'}>
        <PlusIcon />
        {t('common.add')}
      </Button>
    </form>
  );
}
