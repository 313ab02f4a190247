/** For the person in charge of each site: a printed page with everybody who joins from there, and their codes. */
import { useTranslation } from '../../i18n/use-translation.ts';
import { Qr } from '../../ui/Qr.tsx';
import { addressedName, groupBySite, type Invited, timeInWords } from './invitation-text.ts';
import { usePreparation } from './PreparationContext.tsx';

export function SiteLinkPages({ invited }: { invited: readonly Invited[] }) {
  const { t, language } = useTranslation();
  const { head } = usePreparation().prepared;
  return groupBySite(invited).map(({ siteName, invited: group }) => (
    <article key={siteName} className="site-page">
      <p className="issuer">{head.bodyName}</p>
      <h1>{t('invitation.siteHeading', { site: siteName || t('preparation.withoutSite') })}</h1>
      <p>
        <strong>{head.title}</strong>
        <br />
        {timeInWords(t, head.plannedStartAt, language)}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('preparation.columnName')}</th>
            <th scope="col">{t('preparation.columnSeat')}</th>
            <th scope="col">{t('invitation.code')}</th>
          </tr>
        </thead>
        <tbody>
          {group.map(({ delegate, link }) => (
            <tr key={delegate.personId}>
              <td>
                <strong>{addressedName(delegate)}</strong>
                <br />
                {delegate.title}
                {link && <span className="url">{link.url}</span>}
              </td>
              <td>{delegate.seatLabel}</td>
              <td className="code">
                {link ? <Qr text={link.url} label={t('invitation.code')} /> : t('invitation.linkNone')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  ));
}
