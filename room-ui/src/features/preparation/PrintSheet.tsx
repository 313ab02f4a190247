/** Shows the first sheet of what will be printed, so that no paper is wasted, and prints all of it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { PrintIcon } from '../../ui/icons.tsx';
import { Printout, printPage } from '../../ui/Printout.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

type PrintSheetProps = {
  title: string;
  /** How many sheets there are at least. */
  count: number;
  first: ReactNode;
  all: ReactNode;
  onClose: () => void;
};

export function PrintSheet({ title, count, first, all, onClose }: PrintSheetProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={title} isWide onClose={onClose} testId="print-sheet">
      <div className="form long-form">
        <p className="soft">{t('invitation.previewText', { count })}</p>
        <div className="paper" data-testid="print-preview">
          {first}
        </div>
        <div className="actions">
          <Button look="primary" size="large" onPress={printPage} testId="print-all">
            <PrintIcon />
            {t('invitation.printCount', { count })}
          </Button>
        </div>
      </div>
      <Printout>{all}</Printout>
    </Sheet>
  );
}
