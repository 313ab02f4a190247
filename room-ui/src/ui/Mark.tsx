/** A state as icon and word: never by colour alone. */
import type { ReactNode } from 'react';

type MarkProps = {
  icon: ReactNode;
  children: ReactNode;
  look?: 'soft' | 'good' | 'warning' | 'danger' | 'accent' | 'violet';
};

export function Mark({ icon, children, look = 'soft' }: MarkProps) {
  return (
    <span className={`mark ${look}`}>
      {icon}
      {children}
    </span>
  );
}

export function Avatar({ name }: { name: string }) {
  // A Vietnamese name ends with the given name, by which people call each other.
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const initial = words.at(-1)?.charAt(0).toLocaleUpperCase('vi') ?? '?';
  return (
    <span className="avatar" aria-hidden="true">
      {initial}
    </span>
  );
}
