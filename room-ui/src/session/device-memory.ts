/** The session that this browser was joined with as a room's device or display: after a power cut it goes on by itself. */
const storageKey = 'rostrum.device';

export const deviceMemory = {
  set(sessionKey: string): void {
    try {
      localStorage.setItem(storageKey, sessionKey);
    } catch {
      // A browser that stores nothing is joined anew.
    }
  },
  get(): string | null {
    try {
      return localStorage.getItem(storageKey);
    } catch {
      return null;
    }
  },
  clear(): void {
    try {
      localStorage.removeItem(storageKey);
    } catch {
      // There is nothing to forget.
    }
  },
};
