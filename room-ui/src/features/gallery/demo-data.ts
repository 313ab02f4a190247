/** Invented rows for the gallery. */
import { useMemo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';

export type SamplePerson = { id: string; number: number; name: string; title: string; unit: string; spoken: number };

/** 23 November 2026, 08:30 in Viet Nam. */
export const sampleStartMs = Date.UTC(2026, 10, 23, 1, 30);

export function useSamplePersons(count: number): SamplePerson[] {
  const { t } = useTranslation();
  return useMemo(
    () =>
      Array.from({ length: count }, (_, index) => ({
        id: `p-${index + 1}`,
        number: index + 1,
        name: t('gallery.person', { number: index + 1 }),
        title: t('gallery.personTitle', { number: (index % 7) + 1 }),
        unit: t('gallery.office', { number: (index % 23) + 1 }),
        spoken: (index * 7) % 5,
      })),
    [count, t],
  );
}
