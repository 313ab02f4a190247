/** What this tab knows of its desk: a reload or an expired session asks for the password only, and stays where it is. */
type DeskMemory = { sessionKey: string; login: string };

const storageKey = 'rostrum.desk';

export const deskMemory = {
  set(memory: DeskMemory): void {
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(memory));
    } catch {
      // A browser that stores nothing asks for the login name again.
    }
  },
  get(): DeskMemory | null {
    try {
      return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as DeskMemory | null;
    } catch {
      return null;
    }
  },
  clear(): void {
    try {
      sessionStorage.removeItem(storageKey);
    } catch {
      // There is nothing to forget.
    }
  },
};
