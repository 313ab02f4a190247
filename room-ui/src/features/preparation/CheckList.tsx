/** What is still missing, each with a button to the place where it is filled. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, ClockIcon, CloseIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { type Gap, openTasks } from './checklist.ts';
import { gapActionTexts, gapTexts } from './labels.ts';
import { usePreparation } from './PreparationContext.tsx';
import { goToGap } from './place.ts';

const icons: Record<Gap['severity'], ReactNode> = {
  blocking: <CloseIcon size="1.25em" />,
  warning: <WarningIcon size="1.25em" />,
  hint: <ClockIcon size="1.25em" />,
};
const looks = { blocking: 'danger', warning: 'warning', hint: 'soft' } as const;
const words = {
  blocking: 'preparation.gapBlocking',
  warning: 'preparation.gapWarning',
  hint: 'preparation.gapHint',
} as const;

export function CheckList({ titleId }: { titleId: string }) {
  const { t } = useTranslation();
  const { gaps, meetingId, isReadOnly } = usePreparation();
  return (
    <div className="check-list">
      {openTasks(gaps) === 0 && (
        <Mark icon={<CheckIcon />} look="good">
          {t('preparation.nothingMissing')}
        </Mark>
      )}
      <ul aria-labelledby={titleId} data-testid="check-list">
        {gaps.map((gap) => (
          <li key={gap.code} data-severity={gap.severity} data-testid={`gap-${gap.code}`}>
            <Mark icon={icons[gap.severity]} look={looks[gap.severity]}>
              {t(words[gap.severity])}
            </Mark>
            <span>{t(gapTexts[gap.code], { count: gap.count })}</span>
            {!isReadOnly && (
              <Button size="compact" onPress={() => goToGap(meetingId, gap)} testId={`gap-go-${gap.code}`}>
                {t(gapActionTexts[gap.code])}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
