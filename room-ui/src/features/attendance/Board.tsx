/**
 * The attendance board: a sheet over the whole page on which the clerk marks everybody by one tap or one key each. Counts
 * and quorum stay in sight. For those who run the meeting; loaded only when it is opened.
 */
import { useDeferredValue, useMemo, useState } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useSlice } from '../../session/SessionContext.tsx';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { CloseIcon, PrintIcon } from '../../ui/icons.tsx';
import { printPage } from '../../ui/Printout.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import { ConnectionBar } from '../connection/ConnectionBar.tsx';
import { useConnection } from '../connection/use-connection.ts';
import { keysOn } from '../keys/keys-on.ts';
import { BoardCounts, QuorumVerdict } from './BoardCounts.tsx';
import { BoardList } from './BoardList.tsx';
import { BoardMarks } from './BoardMarks.tsx';
import { BoardPaper } from './BoardPaper.tsx';
import { BoardSites } from './BoardSites.tsx';
import { foundRows } from './board-model.ts';
import { type AttendanceState, rowsInOrder } from './model.ts';
import { OwnDevicesContext, useOwnDevices } from './own-devices.ts';
import './board.css';

type View = 'bySite' | 'asList';

export function Board({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const names = useSlice('attendance').rows;
  const rows = useMemo(() => rowsInOrder(names), [names]);
  const [view, setView] = useState<View>('bySite');
  const [query, setQuery] = useState('');
  const [states, setStates] = useState<ReadonlySet<AttendanceState>>(new Set());
  const areKeysOn = useStore(keysOn);
  const soughtQuery = useDeferredValue(query);
  const found = useMemo(() => foundRows(rows, soughtQuery, states), [rows, soughtQuery, states]);
  const isFiltered = query.trim() !== '' || states.size > 0;
  const showAll = () => {
    setQuery('');
    setStates(new Set());
  };
  return (
    <ModalOverlay className="overlay board-overlay" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="board" data-testid="board">
        <Dialog>
          <BoardTop onClose={onClose} />
          <div className="board-tools">
            <BoardCounts rows={rows} chosen={states} onChoose={setStates} />
            <SearchField
              label={t('board.search')}
              isLabelUnseen
              value={query}
              onChange={setQuery}
              testId="board-search"
            />
            <ViewChoice view={view} onChange={setView} />
          </div>
          <OwnDevicesContext value={useOwnDevices()}>
            <BoardMarks rows={names}>
              {found.length === 0 ? (
                <div className="board-empty">
                  <p>{t(rows.length === 0 ? 'board.nobody' : 'board.nobodyFound')}</p>
                  {isFiltered && <Button onPress={showAll}>{t('board.showAll')}</Button>}
                </div>
              ) : view === 'bySite' ? (
                <BoardSites rows={found} names={names} />
              ) : (
                <BoardList rows={found} names={names} />
              )}
            </BoardMarks>
          </OwnDevicesContext>
          {areKeysOn && <p className="board-keys soft small">{t('board.keys')}</p>}
          {usePrinting() && <BoardPaper rows={rows} names={names} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function BoardTop({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { title } = useSlice('meeting').head;
  const notice = useConnection();
  return (
    <div className="board-top">
      <span className="words">
        <Heading slot="title">{t('board.title')}</Heading>
        <span className="soft ellipsis">{title}</span>
      </span>
      <QuorumVerdict />
      <Button testId="board-print" onPress={printPage}>
        <PrintIcon />
        {t('board.print')}
      </Button>
      <Button testId="board-close" label={t('board.close')} onPress={onClose}>
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

function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these two take effect at once.
    <div className="view-choice" role="group" aria-label={t('board.view')}>
      {(['bySite', 'asList'] as const).map((name) => (
        <Button key={name} isPressed={name === view} testId={`board-${name}`} onPress={() => onChange(name)}>
          {t(`board.${name}`)}
        </Button>
      ))}
    </div>
  );
}
