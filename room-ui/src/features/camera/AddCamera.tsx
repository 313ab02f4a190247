/** Finds the cameras in the network of a site, and adds one by address, user name and password. */
import { useState } from 'react';
import type { AgentAnswer, SiteId } from '#contract';
import { useTranslation } from '../../i18n/use-translation.ts';
import { CommandError } from '../../session/command-error.ts';
import { failureText } from '../../session/failure-text.ts';
import { useIsOnline } from '../../session/SessionContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { notices } from '../../ui/notices.ts';
import { Progress } from '../../ui/Progress.tsx';
import { type AskCamera, useCameraAsk } from './use-camera-ask.ts';
import '../../ui/fields.css';

type Found = NonNullable<AgentAnswer['found']>;
type AddCameraProps = { siteId: SiteId; onAdded: (cameraId: string | undefined) => Promise<void> };

export function AddCamera({ siteId, onAdded }: AddCameraProps) {
  const [chosen, setChosen] = useState<Found[number] | null>(null);
  const { ask, askOrThrow } = useCameraAsk(siteId);
  return (
    <div className="add-camera">
      <Discovery ask={ask} onChoose={setChosen} />
      <AddForm key={chosen?.address ?? ''} start={chosen} askOrThrow={askOrThrow} onAdded={onAdded} />
    </div>
  );
}

function Discovery({ ask, onChoose }: { ask: AskCamera['ask']; onChoose: (camera: Found[number]) => void }) {
  const { t } = useTranslation();
  const [found, setFound] = useState<Found | 'asking' | null>(null);
  const isOnline = useIsOnline();
  const discover = async () => {
    setFound('asking');
    setFound((await ask({ type: 'discover' }))?.found ?? null);
  };
  return (
    <section aria-label={t('cameraSetUp.discover')}>
      <Button
        className="at-start"
        testId="discover-cameras"
        isDisabled={!isOnline}
        isPending={found === 'asking'}
        onPress={() => void discover()}
      >
        <SearchIcon />
        {t('cameraSetUp.discover')}
      </Button>
      {found === 'asking' && <Progress label={t('cameraSetUp.discovering')} value={null} />}
      {Array.isArray(found) && found.length === 0 && <p role="status">{t('cameraSetUp.foundNone')}</p>}
      {Array.isArray(found) && found.length > 0 && (
        <ul className="found-cameras">
          {found.map((camera) => (
            <li key={camera.address}>
              <span className="who">
                <strong>{camera.name || t('cameraSetUp.unnamed')}</strong>
                <span className="soft small">{camera.address}</span>
              </span>
              {camera.isAdded ? (
                <span className="soft">{t('cameraSetUp.isAdded')}</span>
              ) : (
                <Button
                  label={t('cameraSetUp.takeLabel', { name: camera.name || camera.address })}
                  onPress={() => onChoose(camera)}
                >
                  {t('cameraSetUp.take')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Place = 'address' | 'password' | 'form';
/** At which field a refusal is to be mended. */
const placeOfCode: Partial<Record<string, Place>> = {
  CAMERA_UNREACHABLE: 'address',
  CAMERA_ADDRESS_TAKEN: 'address',
  CAMERA_PASSWORD: 'password',
};

type AddFormProps = { start: Found[number] | null } & Pick<AskCamera, 'askOrThrow'> & Pick<AddCameraProps, 'onAdded'>;

function AddForm({ start, askOrThrow, onAdded }: AddFormProps) {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  const [name, setName] = useState(start?.name ?? '');
  const [address, setAddress] = useState(start?.address ?? '');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { isSending, problemAt, add } = useAdding(askOrThrow, onAdded);
  return (
    <form
      className="form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void add({ name, address, username, password });
      }}
    >
      <TextField
        label={t('cameraSetUp.name')}
        value={name}
        onChange={setName}
        isRequired
        maxLength={80}
        testId="camera-name"
      />
      <TextField
        label={t('cameraSetUp.address')}
        hint={t('cameraSetUp.addressHint')}
        value={address}
        onChange={setAddress}
        isRequired
        maxLength={200}
        problem={problemAt('address')}
        testId="camera-address"
      />
      <Credentials {...{ username, setUsername, password, setPassword }} problem={problemAt('password')} />
      {problemAt('form') && (
        <p className="problem" role="alert">
          {problemAt('form')}
        </p>
      )}
      <div className="actions">
        <Button
          type="submit"
          look="primary"
          isPending={isSending}
          isDisabled={!isOnline || !name.trim() || !address.trim()}
          testId="camera-add-submit"
        >
          {t(isSending ? 'cameraSetUp.adding' : 'cameraSetUp.addSubmit')}
        </Button>
      </div>
    </form>
  );
}

type NewCamera = { name: string; address: string; username: string; password: string };

function useAdding(askOrThrow: AskCamera['askOrThrow'], onAdded: AddCameraProps['onAdded']) {
  const { t } = useTranslation();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<{ place: Place; text: string } | null>(null);
  const add = async (camera: NewCamera) => {
    setSending(true);
    setProblem(null);
    try {
      const { cameraId } = await askOrThrow({ type: 'add', ...camera });
      notices.show('done', t('cameraSetUp.added', { name: camera.name }));
      await onAdded(cameraId);
    } catch (error) {
      const code = error instanceof CommandError ? error.code : '';
      setProblem({ place: placeOfCode[code] ?? 'form', text: failureText(t, error) });
      setSending(false);
    }
  };
  return { isSending, problemAt: (place: Place) => (problem?.place === place ? problem.text : undefined), add };
}

type CredentialsProps = {
  username: string;
  setUsername: (value: string) => void;
  password: string;
  setPassword: (value: string) => void;
  problem: string | undefined;
};

/** Never filled in ahead: neither by the server nor by the browser. */
function Credentials({ username, setUsername, password, setPassword, problem }: CredentialsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('cameraSetUp.username')}
        value={username}
        onChange={setUsername}
        maxLength={80}
        autoComplete="off"
        testId="camera-username"
      />
      <TextField
        label={t('cameraSetUp.password')}
        hint={t('cameraSetUp.passwordHint')}
        type="password"
        value={password}
        onChange={setPassword}
        maxLength={200}
        autoComplete="new-password"
        problem={problem}
        testId="camera-password"
      />
    </>
  );
}
