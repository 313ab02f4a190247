/** Section by section: the facts of the record, which nobody changes, and the clerk's text beside them. */
import type { MinutesDocument } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { LockIcon, ShieldIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { NoteField, NoteText } from './NoteField.tsx';

type Section = MinutesDocument['sections'][number];
type SectionsProps = { document: MinutesDocument; mayWrite: boolean; meetingId: string | null };

export function MinutesSections({ document, mayWrite, meetingId }: SectionsProps) {
  return (
    <div className="minutes-sections" data-testid="minutes" data-version={document.version}>
      {document.sections.map((section) => (
        <article key={section.id} data-testid={`minutes-${section.id}`} data-has-note={section.isWritable}>
          <SectionTitle section={section} level={meetingId ? 'h2' : 'h3'} />
          <Facts section={section} />
          {section.isWritable &&
            (mayWrite ? (
              <NoteField section={section.id} title={section.title} meetingId={meetingId} />
            ) : (
              <NoteText section={section.id} />
            ))}
        </article>
      ))}
    </div>
  );
}

/** Below the title of a page at the desk, or of a dialog in the meeting. */
function SectionTitle({ section: { title, isInternal }, level: Title }: { section: Section; level: 'h2' | 'h3' }) {
  const { t } = useTranslation();
  return (
    <Title>
      {title}
      {isInternal && (
        <Mark icon={<LockIcon />} look="violet">
          {t('minutes.internal')}
        </Mark>
      )}
    </Title>
  );
}

function Facts({ section: { facts, tables } }: { section: Section }) {
  const { t } = useTranslation();
  return (
    <div className="facts-of">
      <Mark icon={<ShieldIcon />} look="soft">
        {t('minutes.facts')}
      </Mark>
      <ol>
        {facts.map(({ text, isPart }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have no names; the record puts them in their order.
          <li key={index} className={isPart ? 'fact-part' : ''}>
            {text}
          </li>
        ))}
      </ol>
      {tables.map((table) => (
        <FactTable key={table.title} table={table} />
      ))}
    </div>
  );
}

export function FactTable({ table: { title, columns, rows } }: { table: Section['tables'][number] }) {
  return (
    <table className="fact-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two persons may have one name.
          <tr key={index}>
            {row.map((text, column) => (
              <td key={columns[column]}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
