/** What is known of a site. Every field saves itself. */

import type { SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { goTo } from '../../session/session-path.ts';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { TrashIcon } from '../../ui/icons.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { notices } from '../../ui/notices.ts';
import { SaveState } from '../../ui/SaveState.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { NewSiteForm } from './NewSiteForm.tsx';
import { type Body, isInUse, possibleParents, type Site, siteUse } from './tree.ts';
import { useAutosave } from './use-autosave.ts';

type SiteProps = { body: Body; site: Site };

export function SiteDetails({ body, site }: SiteProps) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const [{ value, state, atMs }, autosave] = useAutosave<Site>({
    saved: site,
    async save(changed) {
      await send('site.change', { bodyId: body.id, site: { ...changed, name: changed.name.trim() } });
      void reload();
    },
    isSame: (one, other) => JSON.stringify(one) === JSON.stringify(other),
    isGood: ({ name }) => name.trim() !== '',
  });
  const set = <Name extends keyof Site>(name: Name) => {
    return (next: Site[Name]) => autosave.set({ ...autosave.current.get().value, [name]: next });
  };
  return (
    <section className="card site-details" aria-labelledby="site-title">
      <div className="head">
        <h2 id="site-title">{site.name}</h2>
        {state !== 'held' && <SaveState state={state} atMs={atMs} onRetry={() => void autosave.flush()} />}
      </div>
      <div className="field-grid">
        <TextField
          label={t('register.siteName')}
          problem={state === 'held' ? t('register.needsName') : undefined}
          value={value.name}
          onChange={set('name')}
          isRequired
          maxLength={200}
          testId="site-edit-name"
        />
        <ParentField body={body} site={value} onChange={set('parentId')} />
        <div className="whole">
          <Switch
            label={t('register.isChairSite')}
            hint={t('register.chairSiteHint')}
            isOn={value.isChairSite}
            onChange={set('isChairSite')}
            testId="site-is-chair"
          />
        </div>
        <div className="whole">
          <TextField
            label={t('register.address')}
            value={value.address}
            onChange={set('address')}
            maxLength={300}
            testId="site-address"
          />
        </div>
        <TextField
          label={t('register.contactName')}
          value={value.contactName}
          onChange={set('contactName')}
          maxLength={300}
          testId="site-contact"
        />
        <TextField
          label={t('register.contactPhone')}
          value={value.contactPhone}
          onChange={set('contactPhone')}
          type="tel"
          maxLength={40}
          testId="site-phone"
        />
        <NumberField
          label={t('register.bandwidth')}
          hint={t('register.bandwidthHint')}
          value={value.bandwidthMbps}
          onChange={set('bandwidthMbps')}
          min={0.1}
          max={100_000}
          step={1}
          unit="Mbit/s"
          testId="site-bandwidth"
        />
      </div>
      <div className="site-end">
        <NewSiteForm body={body} parentId={site.id} isOpening={false} />
        <RemoveSite body={body} site={site} />
      </div>
    </section>
  );
}

type ParentFieldProps = SiteProps & { onChange: (parentId: SiteId | null) => void };

function ParentField({ body, site, onChange }: ParentFieldProps) {
  const { t } = useTranslation();
  const choices = possibleParents(body.sites, site.id).map(({ id, name }) => ({ value: id as string, text: name }));
  return (
    <ChoiceField
      label={t('register.parent')}
      value={site.parentId ?? ''}
      choices={[{ value: '', text: t('register.noParent') }, ...choices]}
      onChange={(id) => onChange((id || null) as SiteId | null)}
      testId="site-edit-parent"
    />
  );
}

/** A site that is in use stays; the page says why instead of offering a button that can only fail. */
function RemoveSite({ body, site }: SiteProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const { reload } = useDesk();
  const use = siteUse(body, site.id);
  if (isInUse(use)) return <p className="soft small">{t('register.siteInUse', use)}</p>;
  const bodyId = body.id;
  const putBack = async () => {
    if (await command('site.add', { bodyId, site })) await reload();
  };
  const remove = async () => {
    if (!(await command('site.remove', { bodyId, siteId: site.id }))) return;
    notices.undo(t('register.siteRemoved', { name: site.name }), putBack);
    goTo('register');
    await reload();
  };
  return (
    <Button look="danger" testId="remove-site" onPress={() => void remove()}>
      <TrashIcon />
      {t('register.removeSite')}
    </Button>
  );
}
