/** Printed invitations: one sheet of A4 for each delegate, with the personal link as a code. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { clockTime } from '../../ui/format.ts';
import { Qr } from '../../ui/Qr.tsx';
import { spanText } from './forecast.ts';
import { addressedName, type Invited, siteAndSeat, timeInWords } from './invitation-text.ts';
import { usePreparation } from './PreparationContext.tsx';

export function InvitationPages({ invited }: { invited: readonly Invited[] }) {
  return invited.map((one) => <InvitationPage key={one.delegate.personId} invited={one} />);
}

function InvitationPage({ invited: { delegate, link } }: { invited: Invited }) {
  const { t, language } = useTranslation();
  const { head } = usePreparation().prepared;
  const { bodyName, title, place, plannedStartAt, plannedEndAt } = head;
  const site = siteAndSeat(delegate);
  return (
    <article className="invitation-page" data-testid={`invitation-page-${delegate.personId}`}>
      <p className="issuer">{bodyName}</p>
      <h1>{t('invitation.heading')}</h1>
      <p className="dear">
        {t('invitation.dearLabel')} <strong>{addressedName(delegate)}</strong>
        {delegate.title && <span className="office">{delegate.title}</span>}
      </p>
      <p>{t('invitation.invites', { body: bodyName })}</p>
      <p className="meeting-title">{title}</p>
      <dl>
        <Fact name={t('invitation.time')} text={timeInWords(t, plannedStartAt, language)} />
        {plannedEndAt > plannedStartAt && <Fact name={t('invitation.expectedEnd')} text={clockTime(plannedEndAt)} />}
        {place && <Fact name={t('invitation.place')} text={place} />}
        {site && <Fact name={t('invitation.site')} text={site} />}
      </dl>
      <PageAgenda />
      {link && (
        <div className="entry">
          <Qr text={link.url} label={t('invitation.code')} />
          <div>
            <p>{t('invitation.codeText')}</p>
            <p className="url">{link.url}</p>
            <p>{t('invitation.personal')}</p>
          </div>
        </div>
      )}
    </article>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** Items that only those see who run the meeting stay off the paper. */
function PageAgenda() {
  const { t } = useTranslation();
  const items = usePreparation().prepared.items.filter(({ visibility }) => visibility !== 'staff');
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{t('invitation.agenda')}</h2>
      <ol>
        {items.map((item) => (
          <li key={item.id}>
            <span className="when">{spanText(item)}</span>
            <span>{item.title}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
