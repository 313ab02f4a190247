/** Shows the first sheet of what will be printed, so that no paper is wasted, and prints all of it. */
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/Button.tsx';
import { PrintIcon } from '../../ui/icons.tsx';
import { Printout, printPage } from '../../ui/Printout.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { focusOn } from './place.ts';

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
  useEffect(() => {
    // While the page is printed the sheet is hidden, and the browser takes the cursor out of it.
    const back = () => focusOn('[data-testid="print-all"]');
    addEventListener('afterprint', back);
    return () => removeEventListener('afterprint', back);
  }, []);
  return (
    <Sheet title={title} isWide onClose={onClose} testId="print-sheet">
      <div className="form long-form">
        <p className="soft">{t('invitation.previewText', { count })}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
        <section className="paper" aria-label={title} tabIndex={0} data-testid="print-preview">
          {first}
        </section>
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
