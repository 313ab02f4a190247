/** Tells a field that saves itself when the cursor comes and goes. */
import type { ReactNode } from 'react';

type FieldSlotProps = {
  field: { onFocus: () => void; onBlur: () => void; saveNow: () => void };
  className?: string;
  children: ReactNode;
};

export function FieldSlot({ field, className = '', children }: FieldSlotProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what happens in the field inside.
    <div
      className={`saved-field ${className}`}
      onFocus={field.onFocus}
      onBlur={field.onBlur}
      onKeyDown={(event) => event.key === 'Enter' && field.saveNow()}
    >
      {children}
    </div>
  );
}
