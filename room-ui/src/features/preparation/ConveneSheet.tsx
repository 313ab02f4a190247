/** Before a meeting is convened: what that means, and what would go with it unfinished. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { goTo } from '../../session/session-path.ts';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { weekdayAndDay } from '../../ui/format.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useDesk } from '../desk/DeskContext.tsx';
import { gapTexts } from './labels.ts';
import { usePreparation } from './PreparationContext.tsx';

export function ConveneSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useSession();
  const { reload } = useDesk();
  const { meetingId, prepared, gaps } = usePreparation();
  const warnings = gaps.filter(({ severity }) => severity === 'warning');
  const { isSending, problem, onSubmit } = useForm(async () => {
    await send('meeting.convene', {}, { meetingId });
    notices.show('done', t('preparation.convened'));
    onClose();
    goTo('meetings', meetingId, 'invitation');
    await reload();
  });
  const facts = { day: weekdayAndDay(prepared.head.plannedStartAt), count: prepared.delegates.length };
  return (
    <Sheet title={t('preparation.conveneTitle')} onClose={onClose} testId="convene-sheet">
      <form className="form" onSubmit={onSubmit}>
        <p>{t('preparation.conveneText', facts)}</p>
        <p className="soft">{t('preparation.conveneNext')}</p>
        {warnings.length > 0 && (
          <div className="callout">
            <WarningIcon />
            <div>
              <strong>{t('preparation.conveneWarnings')}</strong>
              <ul className="bullets">
                {warnings.map(({ code, count }) => (
                  <li key={code}>{t(gapTexts[code], { count })}</li>
                ))}
              </ul>
            </div>
          </div>
        )}
        <FormEnd problem={problem} words={t('preparation.convene')} isSending={isSending} testId="convene-confirm" />
      </form>
    </Sheet>
  );
}
