/**
 * Who is signed in, the register and the meetings as the server has them, for all parts of the desk. They are read again
 * after each change and after each new connection.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { CommandOutput } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { deskMemory } from '../../session/desk-memory.ts';
import { failureText } from '../../session/failure-text.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { currentSessionKey } from '../../session/session-path.ts';
import { useStore } from '../../session/use-store.ts';
import { Button } from '../../ui/Button.tsx';
import { notices } from '../../ui/notices.ts';
import { StatePage } from '../../ui/StatePage.tsx';

export type Home = CommandOutput<'home.read'>;
export type DeskData = CommandOutput<'desk.read'>;
export type Body = DeskData['bodies'][number];

export type Desk = {
  home: Home;
  /** Without bodies for an account that only takes part. */
  data: DeskData;
  /** The body that is worked on; null where the account looks after none. */
  body: Body | null;
  chooseBody(bodyId: string): void;
  /** Reads all again; resolves when the page has it. */
  reload(): Promise<void>;
  /** Reads again who is signed in and their own meetings only. */
  reloadHome(): Promise<void>;
};

const DeskContext = createContext<Desk | null>(null);
const noDesk: DeskData = { bodies: [], templates: [], rulePacks: [], meetings: [] };

export function DeskProvider({ loading, children }: { loading: ReactNode; children: ReactNode }) {
  const { home, data, failure, reload, reloadHome } = useDeskData();
  const [bodyId, chooseBody] = useState('');
  const desk = useMemo(() => {
    if (!home || !data) return null;
    const ownId = bodyId || home.account.bodyId;
    const body = data.bodies.find(({ id }) => id === ownId) ?? data.bodies[0] ?? null;
    return { home, data, body, chooseBody, reload, reloadHome };
  }, [home, data, bodyId, reload, reloadHome]);
  if (desk) return <DeskContext value={desk}>{children}</DeskContext>;
  return failure ? <DeskFailed text={failure} onRetry={() => void reload()} /> : loading;
}

function useDeskData() {
  const { send, hello } = useSession();
  const { t } = useTranslation();
  const connection = useStore(hello);
  const [home, setHome] = useState<Home>();
  const [data, setData] = useState<DeskData>();
  const [failure, setFailure] = useState('');
  const attempt = useCallback(
    async (read: () => Promise<void>) => {
      try {
        await read();
        setFailure('');
      } catch (error) {
        const text = failureText(t, error);
        setFailure(text);
        notices.show('problem', text);
      }
    },
    [t],
  );
  const readHome = useCallback(async () => {
    const newHome = await send('home.read', {});
    deskMemory.set({ sessionKey: currentSessionKey(), login: newHome.account.login });
    return newHome;
  }, [send]);
  const reloadHome = useCallback(() => attempt(async () => setHome(await readHome())), [attempt, readHome]);
  const reload = useCallback(
    () =>
      attempt(async () => {
        const newHome = await readHome();
        const { role, mustChangePassword } = newHome.account;
        const hasDesk = role !== 'delegate' && !mustChangePassword;
        const newData = hasDesk ? await send('desk.read', {}) : noDesk;
        setHome(newHome);
        setData(newData);
      }),
    [attempt, readHome, send],
  );
  useEffect(() => {
    if (connection) void reload();
  }, [connection, reload]);
  return { home, data, failure, reload, reloadHome };
}

function DeskFailed({ text, onRetry }: { text: string; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <StatePage kind="error" text={text}>
      <Button look="primary" onPress={onRetry}>
        {t('common.retry')}
      </Button>
    </StatePage>
  );
}

/** Only below a `DeskProvider`. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk needs a DeskProvider above it.');
  return desk;
}
