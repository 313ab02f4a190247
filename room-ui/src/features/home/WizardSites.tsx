/** Step 2: the sites, one a line. What was refused stays in the field. */
import { useState } from 'react';
import type { SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { failureText } from '../../session/failure-text.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { BuildingIcon, CheckIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { type Body, childSites, namesOfLines, newSite, type Site } from '../register/tree.ts';
import type { WizardStepProps } from './Wizard.tsx';
import { WizardEnd, WizardFrame } from './WizardFrame.tsx';

export function WizardSites({ body, onGo, onNext }: WizardStepProps & { body: Body }) {
  const { t } = useTranslation();
  const { lines, setLines, add, isSending, problem } = useNewSites(body);
  const isTyped = lines.trim() !== '';
  const next = async () => {
    if (!isTyped || (await add())) onNext();
  };
  return (
    <WizardFrame step="sites" title={t('setup.sitesTitle')} text={t('setup.sitesText')} onGo={onGo}>
      <div className="card">
        <SitesThere sites={body.sites} />
        <TextArea
          label={t(body.sites.length > 0 ? 'setup.moreSites' : 'setup.sitesField')}
          hint={t(body.sites.length > 0 ? 'setup.sitesHint' : 'setup.firstSiteHint')}
          problem={problem || undefined}
          value={lines}
          onChange={setLines}
          rows={5}
          testId="wizard-sites-lines"
        />
        {isTyped && (
          <div>
            <Button isPending={isSending} testId="wizard-add-sites" onPress={() => void add()}>
              {t('setup.addSites')}
            </Button>
          </div>
        )}
      </div>
      <WizardEnd
        onNext={() => void next()}
        isPending={isSending}
        words={t(isTyped ? 'setup.saveAndNext' : body.sites.length > 0 ? 'setup.next' : 'setup.later')}
      />
    </WizardFrame>
  );
}

function useNewSites(body: Body) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const [lines, setLines] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState('');
  /** Answers whether all were taken; those that were not stay in the field. */
  const add = async (): Promise<boolean> => {
    setSending(true);
    setProblem('');
    const sites: Site[] = [...body.sites];
    const names = namesOfLines(
      lines,
      sites.map(({ name }) => name),
    );
    try {
      while (names[0] !== undefined) {
        const site = newSite(crypto.randomUUID() as string as SiteId, names[0], null, sites);
        await send('site.add', { bodyId: body.id, site });
        sites.push(site);
        names.shift();
      }
    } catch (error) {
      setProblem(failureText(t, error));
    }
    setLines(names.join('\n'));
    await reload();
    setSending(false);
    return names.length === 0;
  };
  return { lines, setLines, isSending, problem, add };
}

function SitesThere({ sites }: { sites: readonly Site[] }) {
  const { t } = useTranslation();
  if (sites.length === 0) return null;
  return (
    <ul className="wizard-list" aria-label={t('register.sites')}>
      {childSites(sites, null).map(({ id, name, isChairSite }) => (
        <li key={id} data-testid={`site-row-${id}`}>
          {isChairSite ? <BuildingIcon /> : <CheckIcon />}
          <span>{name}</span>
          {isChairSite && (
            <Mark icon={null} look="accent">
              {t('register.chairSite')}
            </Mark>
          )}
        </li>
      ))}
    </ul>
  );
}
