/**
 * The operator's board: a sheet over the whole page with the line of every site, the media workers, and the technical roll
 * call. For those who run the meeting; loaded only when it is opened.
 */
import { useState } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, CloseIcon, PrintIcon, WarningIcon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { printPage } from '../../ui/Printout.tsx';
import { ConnectionBar } from '../connection/ConnectionBar.tsx';
import { useConnection } from '../connection/use-connection.ts';
import { LinesView } from './LinesView.tsx';
import { isTrouble, type LineRow, lineRows } from './model.ts';
import { RollCallView } from './RollCallView.tsx';
import { useFigures } from './use-figures.ts';
import '../attendance/board.css';
import '../../ui/states.css';
import './operations.css';

type View = 'lines' | 'rollCall';

export function OperatorsBoard({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('lines');
  const [heldAt, setHeldAt] = useState(0);
  const { figures, hasFailed } = useFigures(heldAt);
  const media = useSlice('media').rows;
  const attendance = useSlice('attendance').rows;
  const rows = figures ? lineRows(figures, media, attendance) : [];
  return (
    <ModalOverlay className="overlay board-overlay" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="board operations" data-testid="operations">
        <Dialog>
          <BoardTop rows={figures && rows} onClose={onClose} />
          <div className="operations-tools">
            <ViewChoice view={view} onChange={setView} />
            {hasFailed && figures && (
              <Mark icon={<WarningIcon />} look="warning">
                {t('operations.failed')}
              </Mark>
            )}
          </div>
          <div className="board-body">
            {!figures ? (
              <p className="soft operations-wait" role="status">
                <span className="spinner" />
                {t('operations.loading')}
              </p>
            ) : view === 'lines' ? (
              <LinesView rows={rows} workers={figures.workers} />
            ) : (
              <RollCallView rollCall={figures.rollCall} onHeld={() => setHeldAt(Date.now())} />
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function BoardTop({ rows, onClose }: { rows: readonly LineRow[] | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { title } = useSlice('meeting').head;
  const notice = useConnection();
  return (
    <div className="board-top">
      <span className="words">
        <Heading slot="title">{t('operations.title')}</Heading>
        <span className="soft ellipsis">{title}</span>
      </span>
      {rows && <Summary rows={rows} />}
      <Button testId="operations-print" label={t('operations.print')} onPress={printPage}>
        <PrintIcon />
        <span className="long">{t('operations.print')}</span>
      </Button>
      <Button testId="operations-close" label={t('operations.close')} onPress={onClose}>
        <CloseIcon />
        <span className="long">{t('common.close')}</span>
      </Button>
      {notice.name !== 'none' && (
        <div className="alerts">
          <ConnectionBar notice={notice} />
        </div>
      )}
    </div>
  );
}

function Summary({ rows }: { rows: readonly LineRow[] }) {
  const { t } = useTranslation();
  const troubles = rows.filter(isTrouble).length;
  const connected = rows.filter(({ state }) => state === 'connected').length;
  return (
    <p className="verdict" role="status" data-testid="operations-summary" data-troubles={troubles}>
      <Mark icon={troubles > 0 ? <WarningIcon /> : <CheckIcon />} look={troubles > 0 ? 'warning' : 'good'}>
        {troubles > 0 ? t('operations.summaryTrouble', { count: troubles }) : t('operations.summaryFine')}
      </Mark>
      <span>{t('operations.summary', { connected, all: rows.length })}</span>
    </p>
  );
}

function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these two take effect at once.
    <div className="view-choice" role="group" aria-label={t('operations.views')}>
      <Button isPressed={view === 'lines'} testId="operations-lines" onPress={() => onChange('lines')}>
        {t('operations.tabLines')}
      </Button>
      <Button isPressed={view === 'rollCall'} testId="operations-roll-call" onPress={() => onChange('rollCall')}>
        {t('operations.tabRollCall')}
      </Button>
    </div>
  );
}
