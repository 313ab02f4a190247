import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpText, isHelpWanted, readConfig } from './config.ts';

describe('the settings', () => {
  it('have defaults with which only this machine reaches the server', () => {
    expect(readConfig([], {})).toMatchObject({
      port: 8443,
      listenHost: '127.0.0.1',
      publicHost: null,
      dataFolder: resolve('data'),
      isDemoWanted: null,
      ownCertificate: null,
      media: { driver: 'mediasoup', listenAddress: '127.0.0.1', announcedAddresses: ['127.0.0.1'], rtcPort: 40_000 },
      logLevel: 'info',
      commandsPerSecond: 50,
      lastN: 25,
    });
  });

  it('listen on all addresses as soon as there is a public name, unless they say where', () => {
    const config = readConfig(['--public-host', 'hop.example'], {});
    expect(config).toMatchObject({ listenHost: '0.0.0.0', publicHost: 'hop.example' });
    expect(config.media).toMatchObject({ listenAddress: '0.0.0.0', announcedAddresses: ['hop.example', '127.0.0.1'] });
    const bound = readConfig(['--public-host', 'hop.example', '--host', '10.0.0.1', '--rtc-listen', '10.0.0.2'], {});
    expect(bound).toMatchObject({ listenHost: '10.0.0.1', media: { listenAddress: '10.0.0.2' } });
  });

  it('of the command line stand over those of the environment, and these over the defaults', () => {
    const environment = { ROSTRUM_PORT: '1111', ROSTRUM_PUBLIC_HOST: 'env.example', ROSTRUM_LOG_LEVEL: 'warn' };
    const config = readConfig(['--port', '2222', '--log-level=error'], environment);
    expect(config).toMatchObject({ port: 2222, publicHost: 'env.example', logLevel: 'error' });
    expect(readConfig([], environment).port).toBe(1111);
    expect(readConfig([], { ROSTRUM_PORT: '' }).port).toBe(8443);
  });

  it('know whether a demo is wanted, not wanted, or left open', () => {
    expect(readConfig(['--demo'], {}).isDemoWanted).toBe(true);
    expect(readConfig(['--no-demo'], { ROSTRUM_DEMO: '1' }).isDemoWanted).toBe(false);
    expect(readConfig([], { ROSTRUM_DEMO: 'yes' }).isDemoWanted).toBe(true);
    expect(readConfig([], { ROSTRUM_DEMO: '0' }).isDemoWanted).toBe(false);
  });

  it('take the media worker from the set-up unless they name another', () => {
    const environment = { MEDIASOUP_WORKER_BIN: '/set-up/worker' };
    expect(readConfig([], environment).media.workerPath).toBe('/set-up/worker');
    expect(readConfig(['--media-worker', '/own'], environment).media.workerPath).toBe('/own');
  });

  it('keep a spare media worker, ask for VP8 and bound a meeting unless they say otherwise', () => {
    const usual = { hasSpare: true, videoCodec: 'vp8', maxPeersPerRoom: 500, maxConsumersPerWorker: 400 };
    expect(readConfig([], {}).media).toMatchObject(usual);
    const other = [
      '--media-spare=no',
      '--media-codec=h264',
      '--max-peers-per-room=30',
      '--max-consumers-per-worker=90',
    ];
    expect(readConfig(other, {}).media).toMatchObject({
      hasSpare: false,
      videoCodec: 'h264',
      maxPeersPerRoom: 30,
      maxConsumersPerWorker: 90,
    });
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig([], {});
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.media, { rtcPort: 1 })).toThrow(TypeError);
    expect(() => config.media.announcedAddresses.push('x')).toThrow(TypeError);
  });

  it('take certificate and key together', () => {
    const paths = { certificatePath: 'a.pem', keyPath: 'b.pem' };
    expect(readConfig(['--certificate', 'a.pem', '--certificate-key', 'b.pem'], {}).ownCertificate).toEqual(paths);
    for (const args of [
      ['--certificate', 'a.pem'],
      ['--certificate-key', 'b.pem'],
    ]) {
      expect(faultsOf(args)).toContain('--certificate and --certificate-key: give both or neither');
    }
  });

  it.each([
    ['--port', '70000'],
    ['--port', 'http'],
    ['--port', ''],
    ['--host', 'two words'],
    ['--public-host', 'https://hop.example'],
    ['--media-workers', '0'],
    ['--media-driver', 'other'],
    ['--media-codec', 'av1'],
    ['--media-spare', 'perhaps'],
    ['--max-peers-per-room', '1'],
    ['--max-consumers-per-worker', '0'],
    ['--log-level', 'loud'],
    ['--commands-per-second', '-1'],
  ])('refuse %s %s and name it', (option, value) => {
    expect(faultsOf([`${option}=${value}`])).toContain(`${option}:`);
  });

  it('say all that is wrong at once, wherever it comes from', () => {
    const faults = faultsOf(['--port', '70000', '--log-level', 'loud'], {
      ROSTRUM_RTC_PORT: 'x',
      ROSTRUM_DEMO: 'perhaps',
    });
    for (const option of ['--port:', '--log-level:', '--rtc-port:', '--demo:']) expect(faults).toContain(option);
  });

  it('say what else is wrong beside an option that does not exist', () => {
    const faults = faultsOf(['--prot', '1', '--port', '70000']);
    expect(faults).toContain('--prot');
    expect(faults).toContain('--port:');
  });

  it('say that half a certificate was given beside what else is wrong', () => {
    const faults = faultsOf(['--certificate', 'a.pem', '--port', '70000']);
    expect(faults).toContain('--port:');
    expect(faults).toContain('give both or neither');
  });

  it('refuse words without an option', () => {
    expect(faultsOf(['8443'])).toContain('8443');
  });
});

describe('the help', () => {
  it('is wanted by --help and -h', () => {
    expect([isHelpWanted(['--port', '1', '--help']), isHelpWanted(['-h']), isHelpWanted([])]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('has a room with a camera in the demo unless told otherwise', () => {
    expect(readConfig([], {}).hasDemoRoom).toBe(true);
    expect(readConfig(['--demo-room', 'no'], {}).hasDemoRoom).toBe(false);
    expect(readConfig([], { ROSTRUM_DEMO_ROOM: 'no' }).hasDemoRoom).toBe(false);
  });

  it('names and explains every setting', () => {
    const options = [
      'port',
      'host',
      'public-host',
      'data',
      'demo',
      'sites',
      'demo-room',
      'certificate',
      'certificate-key',
      'rtc-listen',
      'rtc-port',
      'media-workers',
      'media-spare',
      'media-codec',
      'max-peers-per-room',
      'max-consumers-per-worker',
      'media-worker',
      'media-driver',
      'turn-url',
      'turn-secret-file',
      'metrics-token-file',
      'rules-dir',
      'watch-ui',
      'log-level',
      'last-n',
      'commands-per-second',
    ];
    const lines = helpText()
      .split('\n')
      .filter((line) => line.startsWith('  --'));
    expect(lines.map((line) => /^ {2}--([a-z-]+)/.exec(line)?.[1])).toEqual(options);
    for (const line of lines) expect(line).toMatch(/( …|--no-demo|--watch-ui) +[^ ].{6}/);
    for (const option of options) expect(() => readConfig([`--${option}=`], {})).not.toThrow(/Unknown option/);
  });
});

function faultsOf(args: string[], environment: NodeJS.ProcessEnv = {}): string {
  try {
    readConfig(args, environment);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'CONFIG_INVALID' });
    return String(error);
  }
  return 'nothing';
}
