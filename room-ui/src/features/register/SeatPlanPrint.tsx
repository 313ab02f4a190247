/** The plan on paper: for the door of the hall and for those who set out the name plates. */
import { useEffect } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Printout, printPage } from '../../ui/Printout.tsx';
import { planRows } from './seat-plan.ts';
import type { Seat, Site } from './tree.ts';

type SeatPlanPrintProps = { site: Site; seats: readonly Seat[]; onPrinted: () => void };

export function SeatPlanPrint({ site, seats, onPrinted }: SeatPlanPrintProps) {
  const { t } = useTranslation();
  useEffect(() => {
    addEventListener('afterprint', onPrinted);
    printPage();
    return () => removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  return (
    <Printout>
      <article className="plan-paper">
        <h1>{t('register.planOf', { site: site.name })}</h1>
        {site.address && <p>{site.address}</p>}
        <p className="chair-side">{t('register.chairSide')}</p>
        <table>
          <tbody>
            {planRows(seats).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the plan.
              <tr key={index}>
                {row.map((seat, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: so is a place in the row.
                  <td key={column} data-seat={seat !== null}>
                    {seat?.label}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </article>
    </Printout>
  );
}
