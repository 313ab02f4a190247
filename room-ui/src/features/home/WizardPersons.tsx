/** Step 3: those who take part in meetings, from a spreadsheet, by hand, or later. */
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { compareNames } from '../../ui/format.ts';
import { EditIcon, PeopleIcon, UploadIcon } from '../../ui/icons.tsx';
import { useDesk } from '../desk/DeskContext.tsx';
import { PersonForm } from '../register/PersonSheet.tsx';
import type { Body } from '../register/tree.ts';
import type { WizardStepProps } from './Wizard.tsx';
import { WizardEnd, WizardFrame } from './WizardFrame.tsx';

const ImportSheet = lazy(async () => ({ default: (await import('../preparation/ImportSheet.tsx')).ImportSheet }));

const shownNames = 12;

export function WizardPersons({ body, onGo, onBack, onNext }: WizardStepProps & { body: Body }) {
  const { t } = useTranslation();
  const { reload } = useDesk();
  const [way, setWay] = useState<'import' | 'hand' | null>(null);
  // The administrator is there from the first step on.
  const isEmpty = body.persons.length <= 1;
  return (
    <WizardFrame step="persons" title={t('setup.personsTitle')} text={t('setup.personsText')} onGo={onGo}>
      <div className="card">
        <PersonsThere body={body} />
        <div className="wizard-ways">
          <Button testId="wizard-import" onPress={() => setWay('import')}>
            <UploadIcon />
            {t('setup.importPersons')}
          </Button>
          <Button testId="wizard-by-hand" isPressed={way === 'hand'} onPress={() => setWay('hand')}>
            <EditIcon />
            {t('setup.byHand')}
          </Button>
        </div>
        {way === 'hand' && (
          <div className="wizard-inner">
            <PersonForm body={body} />
          </div>
        )}
      </div>
      <WizardEnd
        {...(onBack ? { onBack } : {})}
        onNext={onNext}
        words={t(isEmpty ? 'setup.later' : 'setup.next')}
        isSecond={way === 'hand'}
      />
      {way === 'import' && (
        <Suspense>
          <ImportSheet meetingId={null} onClose={() => setWay(null)} onDone={() => void reload()} />
        </Suspense>
      )}
    </WizardFrame>
  );
}

function PersonsThere({ body }: { body: Body }) {
  const { t } = useTranslation();
  const names = body.persons.map(({ name }) => name).sort(compareNames);
  const more = names.length - shownNames;
  return (
    <p className="wizard-names" role="status">
      <PeopleIcon />
      <span>
        <strong>{t('setup.personsThere', { count: names.length })}</strong>{' '}
        <span className="soft">
          {names.slice(0, shownNames).join(', ')}
          {more > 0 && ` ${t('setup.andMore', { count: more })}`}
        </span>
      </span>
    </p>
  );
}
