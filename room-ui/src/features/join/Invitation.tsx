/** Whom the link is for, and to what. The name is known already: nobody types it. */

import type { HttpOutput } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { clockTime, numberText, weekdayAndDay } from '../../ui/format.ts';

export function Invitation({ preview }: { preview: HttpOutput<'join/preview'> }) {
  const { t } = useTranslation();
  const { name, bodyName, meetingTitle, role, siteName, place, plannedStartAt, bandwidthMbps } = preview;
  return (
    <div className="invited">
      <p className="soft">{t('join.welcome')}</p>
      <h1>{name}</h1>
      <p className="meeting-name">
        <span className="soft">{bodyName}</span>
        <strong>{meetingTitle}</strong>
      </p>
      <dl>
        <div>
          <dt>{t('join.youAre')}</dt>
          <dd>{t(`role.${role as 'guest'}`)}</dd>
        </div>
        {siteName && (
          <div>
            <dt>{t('join.at')}</dt>
            <dd>{siteName}</dd>
          </div>
        )}
        {bandwidthMbps !== null && (
          <div data-testid="line-limit">
            <dt>{t('join.line')}</dt>
            <dd>{t('join.lineLimit', { rate: numberText(bandwidthMbps) })}</dd>
          </div>
        )}
        <div>
          <dt>{t('join.starts')}</dt>
          <dd>
            {clockTime(plannedStartAt)}, {weekdayAndDay(plannedStartAt)}
          </dd>
        </div>
        {place && (
          <div>
            <dt>{t('join.place')}</dt>
            <dd>{place}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
