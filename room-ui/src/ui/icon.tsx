/** What every icon is made with: 24 units, strokes of 2. They are decoration; words stand beside them. */
import type { ReactNode } from 'react';

type IconProps = { size?: number | string };

export function icon(drawing: ReactNode) {
  return function Icon({ size = '1.5em' }: IconProps) {
    return (
      <svg
        aria-hidden="true"
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {drawing}
      </svg>
    );
  };
}
