/** The technical roll call: one button tests every device, and the sheet says who passed. It stays with the meeting. */
import { useState } from 'react';
import type { TFunction } from '../../i18n/translate.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { useCommand } from '../../session/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import { bitrateText, millisecondsText, percentText } from './figures.ts';
import { RollCallPaper } from './RollCallPaper.tsx';
import { hasPassed, heardText, type RollCall, type RollCallRow, receivedText, resultText } from './roll-call.ts';

type RollCallViewProps = { rollCall: RollCall | null; onHeld: () => void };

export function RollCallView({ rollCall, onHeld }: RollCallViewProps) {
  const { t } = useTranslation();
  const command = useCommand();
  const isOnline = useIsOnline();
  const isPrinting = usePrinting();
  const [isHolding, setHolding] = useState(false);
  const hold = async () => {
    setHolding(true);
    const held = await command('operations.holdRollCall', {}, { patienceMs: 20_000 });
    setHolding(false);
    if (held) onHeld();
  };
  return (
    <section className="roll-call">
      <div className="roll-call-start">
        <p className="soft">{t('operations.rollCallText')}</p>
        <Button
          look="primary"
          testId="hold-roll-call"
          isDisabled={!isOnline}
          isPending={isHolding}
          onPress={() => void hold()}
        >
          {isHolding && <span className="spinner small-spinner" />}
          {t(isHolding ? 'operations.holding' : 'operations.hold')}
        </Button>
      </div>
      {rollCall ? (
        <RollCallResult rollCall={rollCall} />
      ) : (
        <p className="soft" data-testid="roll-call-none">
          {t('operations.rollCallNone')}
        </p>
      )}
      {isPrinting && rollCall && <RollCallPaper rollCall={rollCall} />}
    </section>
  );
}

function RollCallResult({ rollCall: { at, byName, rows } }: { rollCall: RollCall }) {
  const { t } = useTranslation();
  const passed = rows.filter(hasPassed).length;
  return (
    <>
      <p className="roll-call-head" data-testid="roll-call-head" data-passed={passed}>
        <Mark
          icon={passed === rows.length ? <CheckIcon /> : <WarningIcon />}
          look={passed === rows.length ? 'good' : 'warning'}
        >
          {t('operations.rollCallPassed', { passed, all: rows.length })}
        </Mark>
        <span>{t('operations.rollCallWhen', { time: dayAndTime(at) })}</span>
        {byName && <span>{t('operations.rollCallBy', { name: byName })}</span>}
      </p>
      <ul className="roll-call-rows">
        {rows.map((row) => (
          <li key={row.endpointId} data-testid="roll-call-row" data-passed={hasPassed(row)}>
            <span className="name-cell">
              <strong>{row.siteName || row.label}</strong>
              {row.siteName && <span className="soft small">{row.label}</span>}
            </span>
            <Mark icon={hasPassed(row) ? <CheckIcon /> : <WarningIcon />} look={hasPassed(row) ? 'good' : 'warning'}>
              {resultText(t, row)}
            </Mark>
            <Measured row={row} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was measured, as pairs; what was not is left out. */
function Measured({ row }: { row: RollCallRow }) {
  const { t } = useTranslation();
  const figures = figuresOf(t, row).filter(([, text]) => text !== t('operations.unknown'));
  return (
    <dl className="roll-call-figures">
      {figures.map(([title, text]) => (
        <div key={title}>
          <dt className="soft small">{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function figuresOf(t: TFunction, row: RollCallRow): [title: string, text: string][] {
  return [
    [t('operations.columnPicture'), bitrateText(t, row.pictureBps)],
    [t('operations.columnHeard'), heardText(t, row)],
    [t('operations.columnReceive'), receivedText(t, row)],
    [t('operations.columnLoss'), percentText(t, row.lossRatio)],
    [t('operations.columnRoundTrip'), millisecondsText(t, row.roundTripMs)],
  ];
}
