/** Content for paper only. While the page is printed, everything else on it is hidden. */
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

export function Printout({ children }: { children: ReactNode }) {
  return createPortal(<div className="printout">{children}</div>, document.body);
}

export function printPage(): void {
  window.print();
}
