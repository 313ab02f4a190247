import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLocalCertificate, readOwnCertificate } from './certificates.ts';
import { createCa, createLeaf, type KeyPairPem } from './local-ca.ts';

const dayMs = 86_400_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rostrum-certificate-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

describe('the local certificate', () => {
  it('is a leaf for this host and the given name, signed by a CA that devices can trust', async () => {
    const { certificatePem, keyPem, caPem } = await openLocalCertificate(folder, 'hop.tinh.example');
    const [leaf, ca] = [new X509Certificate(certificatePem), new X509Certificate(caPem ?? '')];
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect([ca.ca, leaf.ca]).toEqual([true, false]);
    for (const name of ['hop.tinh.example', 'localhost']) expect(leaf.checkHost(name)).toBe(name);
    for (const address of ['127.0.0.1', '::1']) expect(leaf.checkIP(address)).toBe(address);
    expect(() => createSecureContext({ cert: certificatePem, key: keyPem })).not.toThrow();
  });

  it.each([null, '10.1.2.3', 'hop.tinh.example', 'Hop.Tinh.Example', '2001:db8::5', '2001:DB8:0::5'])(
    'is made once for the public name %s',
    async (publicHost) => {
      const first = await openLocalCertificate(folder, publicHost);
      expect(await openLocalCertificate(folder, publicHost)).toEqual(first);
    },
  );

  it('is made anew for a new name, below the same CA', async () => {
    const before = await openLocalCertificate(folder, null);
    const after = await openLocalCertificate(folder, '10.1.2.3');
    expect(after.caPem).toBe(before.caPem);
    expect(after.certificatePem).not.toBe(before.certificatePem);
    expect(new X509Certificate(after.certificatePem).checkIP('10.1.2.3')).toBe('10.1.2.3');
  });

  it('is made anew thirty days before its end', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const before = await openLocalCertificate(folder, null);
    vi.setSystemTime(Date.now() + 366 * dayMs);
    expect(await openLocalCertificate(folder, null)).toEqual(before);
    vi.setSystemTime(Date.now() + 2 * dayMs);
    const after = await openLocalCertificate(folder, null);
    expect(after.certificatePem).not.toBe(before.certificatePem);
    expect(after.caPem).toBe(before.caPem);
  });

  it('is made anew when the one that is there has another CA', async () => {
    await openLocalCertificate(folder, null);
    store('ca', await createCa('another'));
    const { certificatePem, caPem } = await openLocalCertificate(folder, null);
    expect(new X509Certificate(certificatePem).verify(new X509Certificate(caPem ?? '').publicKey)).toBe(true);
  });

  it('has a key that belongs to it, also after a start that ended between the two files', async () => {
    await openLocalCertificate(folder, null);
    writeFileSync(join(folder, 'certificates', 'server.key'), newKeyPem());
    const { certificatePem, keyPem } = await openLocalCertificate(folder, null);
    expect(() => createSecureContext({ cert: certificatePem, key: keyPem })).not.toThrow();
  });

  it('has keys that only the owner can read', async () => {
    await openLocalCertificate(folder, null);
    for (const name of ['ca.key', 'server.key']) {
      expect(statSync(join(folder, 'certificates', name)).mode & 0o777).toBe(0o600);
    }
  });

  it.each(['ca.crt', 'ca.key', 'server.crt', 'server.key'])('says what to do when %s is damaged', async (name) => {
    await openLocalCertificate(folder, null);
    writeFileSync(join(folder, 'certificates', name), 'not PEM');
    await expect(openLocalCertificate(folder, null)).rejects.toMatchObject({
      code: 'CERTIFICATE_INVALID',
      message: expect.stringContaining(`${name} is damaged. Move ${join(folder, 'certificates')} away`),
    });
  });

  function store(name: string, { certificatePem, keyPem }: KeyPairPem): void {
    writeFileSync(join(folder, 'certificates', `${name}.crt`), certificatePem);
    writeFileSync(join(folder, 'certificates', `${name}.key`), keyPem);
  }
});

describe('the body’s own certificate', () => {
  let own: KeyPairPem;
  beforeEach(async () => {
    own = await createLeaf(await createCa('body'), ['hop.tinh.example']);
  });

  it('is taken as it is, with its chain', async () => {
    const chain = `${own.certificatePem}\n${(await createCa('chain')).certificatePem}`;
    const { certificatePem, keyPem, caPem } = read(chain, own.keyPem);
    expect([certificatePem, keyPem, caPem]).toEqual([chain, own.keyPem, null]);
  });

  it('is refused when a file is not there, and the option is named', () => {
    const there = write('there.pem', own.certificatePem);
    const gone = join(folder, 'gone.pem');
    expect(() => readOwnCertificate(gone, there)).toThrow(invalid(`${gone} of --certificate cannot be read`));
    expect(() => readOwnCertificate(there, gone)).toThrow(invalid(`${gone} of --certificate-key cannot be read`));
  });

  it('is refused when a file does not hold what it should', () => {
    expect(() => read('text', own.keyPem)).toThrow(invalid('holds no PEM certificate'));
    expect(() => read(own.keyPem, own.keyPem)).toThrow(invalid('holds no PEM certificate'));
    expect(() => read(own.certificatePem, 'text')).toThrow(invalid('holds no PEM private key'));
    expect(() => read(own.certificatePem, own.certificatePem)).toThrow(invalid('holds no PEM private key'));
  });

  it('is refused when its key has a password', () => {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
    });
    expect(() => read(own.certificatePem, privateKey)).toThrow(invalid('private key without a password'));
  });

  it('is refused when the key belongs to another one', () => {
    expect(() => read(own.certificatePem, newKeyPem())).toThrow(invalid('does not belong to the certificate'));
  });

  it('is refused when it has ended', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 398 * dayMs);
    expect(() => read(own.certificatePem, own.keyPem)).toThrow(invalid('ended on'));
  });

  function read(certificatePem: string, keyPem: string) {
    return readOwnCertificate(write('own.crt', certificatePem), write('own.key', keyPem));
  }

  function write(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }
});

function newKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function invalid(words: string) {
  return expect.objectContaining({ code: 'CERTIFICATE_INVALID', message: expect.stringContaining(words) });
}
