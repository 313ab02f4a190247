/** The minutes on paper: A4, laid out as the decree on clerical work wants it. What only staff see is not on it. */
import type { MinutesDocument } from '#contract';
import { useSession } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Printout } from '../../ui/Printout.tsx';
import { FactTable } from './MinutesSections.tsx';

export function MinutesPaper({ document }: { document: MinutesDocument }) {
  const { head, sections, ending, signatures, recipients } = document;
  const [recipientsTitle, ...lines] = recipients;
  return (
    <Printout>
      <div className="minutes-paper" data-testid="minutes-paper">
        <div className="paper-head">
          <div>
            <p className="strong">{head.bodyName.toLocaleUpperCase('vi')}</p>
            <p className="rule" />
            <p>{head.number}</p>
          </div>
          <div>
            <p className="strong">{head.nation}</p>
            <p className="strong motto">{head.motto}</p>
          </div>
        </div>
        <h1>{head.kind}</h1>
        <h2>{head.subject}</h2>
        {sections
          .filter(({ isInternal }) => !isInternal)
          .map((section, index) => (
            <PaperSection key={section.id} section={section} number={index + 1} />
          ))}
        <p className="ending">{ending}</p>
        <div className="signatures">
          {signatures.map(({ title, hint, name }) => (
            <p key={title}>
              <strong>{title}</strong>
              <em>{hint}</em>
              <strong className="name">{name}</strong>
            </p>
          ))}
        </div>
        <div className="recipients">
          <p className="strong">{recipientsTitle}</p>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </div>
    </Printout>
  );
}

type PaperSectionProps = { section: MinutesDocument['sections'][number]; number: number };

function PaperSection({ section: { id, title, facts, tables }, number }: PaperSectionProps) {
  const text = useStore(useSession().slices).minutes?.rows[id]?.text.trim() ?? '';
  return (
    <section>
      <h3>{`${number}. ${title}`}</h3>
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have no names; the record puts them in their order.
        <p key={index} className={fact.isPart ? 'fact-part' : 'fact'}>
          {`${fact.isPart ? '+' : '-'} ${fact.text}`}
        </p>
      ))}
      {tables.map((table) => (
        <FactTable key={table.title} table={table} />
      ))}
      {text !== '' &&
        text.split('\n').map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text.
          <p key={index} className="fact">
            {line}
          </p>
        ))}
    </section>
  );
}
