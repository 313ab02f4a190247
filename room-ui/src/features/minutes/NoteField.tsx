/** The clerk's text beside the facts of one section; where somebody else wrote meanwhile, both texts and the choice. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { clockTime } from '../../ui/format.ts';
import { EditIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { SaveState } from '../../ui/SaveState.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import type { NoteChoice } from './note-draft.ts';
import { useNote } from './use-note.ts';

const maxLength = 20_000;
const choices: readonly NoteChoice[] = ['own', 'other', 'both'];

type NoteProps = { section: string; title: string; meetingId: string | null };

export function NoteField({ section, title, meetingId }: NoteProps) {
  const { t } = useTranslation();
  const note = useNote(section, meetingId);
  const { draft, isDirty, savedAt } = note;
  const { value, other, hasFailed } = draft;
  const state = hasFailed ? 'failed' : isDirty && !other ? 'saving' : 'saved';
  return (
    <div className="note" data-testid={`note-${section}`}>
      <div className="note-head">
        <Mark icon={<EditIcon />} look="accent">
          {t('minutes.text')}
        </Mark>
        {(savedAt !== null || isDirty) && !other && <SaveState state={state} atMs={savedAt} onRetry={note.saveNow} />}
      </div>
      <TextArea
        label={t('minutes.textOf', { title })}
        isLabelUnseen
        value={value}
        onChange={note.type}
        onBlur={note.saveNow}
        maxLength={maxLength}
        rows={4}
        testId={`note-text-${section}`}
      />
      {other && <OtherText text={other.text} by={note.savedBy} at={savedAt} onChoose={note.choose} />}
    </div>
  );
}

type OtherTextProps = { text: string; by: string | null; at: number | null; onChoose: (choice: NoteChoice) => void };

function OtherText({ text, by, at, onChoose }: OtherTextProps) {
  const { t } = useTranslation();
  const attendance = useStore(useSession().slices).attendance;
  const name = (by && attendance?.rows[by]?.name) || t('minutes.somebody');
  return (
    <div className="note-other" role="alert" data-testid="note-other">
      <Mark icon={<WarningIcon />} look="warning">
        {t('minutes.otherText', { name, time: at === null ? '' : clockTime(at) })}
      </Mark>
      <p className="written">{text === '' ? t('minutes.noText') : text}</p>
      <p className="soft small">{t('minutes.chooseHint')}</p>
      <div className="actions">
        {choices.map((choice) => (
          <Button key={choice} testId={`note-keep-${choice}`} onPress={() => onChoose(choice)}>
            {t(`minutes.keep_${choice}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** For those who read and do not write. */
export function NoteText({ section }: { section: string }) {
  const { t } = useTranslation();
  const text = useStore(useSession().slices).minutes?.rows[section]?.text ?? '';
  return (
    <div className="note" data-testid={`note-${section}`}>
      <div className="note-head">
        <Mark icon={<EditIcon />} look="accent">
          {t('minutes.text')}
        </Mark>
      </div>
      <p className={text === '' ? 'soft' : 'written'}>{text === '' ? t('minutes.noText') : text}</p>
    </div>
  );
}
