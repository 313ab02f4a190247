/** The meeting as a file for a calendar; for one delegate it holds that person's link. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { CalendarIcon } from '../../ui/icons.tsx';
import { downloadText } from './download-text.ts';
import { usePreparation } from './PreparationContext.tsx';

export function CalendarButton({ personId }: { personId: string | null }) {
  const { t } = useTranslation();
  const { meetingId } = usePreparation();
  const command = useCommand();
  const download = async () => {
    const file = await command('invitation.read', { personId }, { meetingId });
    if (file) downloadText(file.fileName, file.calendar, 'text/calendar;charset=utf-8');
  };
  return (
    <Button onPress={() => void download()} testId={personId ? 'invitation-calendar-one' : 'invitation-calendar'}>
      <CalendarIcon />
      {t('invitation.calendar')}
    </Button>
  );
}
