/** The fingerprint of the server's own certificate; null where the body has a certificate of another kind. */
import { useEffect, useState } from 'react';
import { getFingerprint } from '../../session/http.ts';

export type Fingerprint = { state: 'loading' } | { state: 'failed' } | { state: 'known'; sha256: string | null };

export function useFingerprint(): Fingerprint {
  const [fingerprint, setFingerprint] = useState<Fingerprint>({ state: 'loading' });
  useEffect(() => {
    getFingerprint().then(
      (sha256) => setFingerprint({ state: 'known', sha256 }),
      () => setFingerprint({ state: 'failed' }),
    );
  }, []);
  return fingerprint;
}
