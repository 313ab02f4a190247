/** The certificate that the server shows: the body's own files, or the local CA and leaf kept in the data folder. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { createCa, createLeaf, isLeafGood, type KeyPairPem } from './local-ca.ts';

export type ServerCertificate = {
  /** The leaf, followed by what the file holds of its chain. */
  certificatePem: string;
  keyPem: string;
  /** What devices must trust; null when the body brought its own certificate. */
  caPem: string | null;
};

/** Reads the body's own certificate and key. Throws `CERTIFICATE_INVALID` with what is wrong. */
export function readOwnCertificate(certificatePath: string, keyPath: string): ServerCertificate {
  const certificatePem = readPem(certificatePath, '--certificate');
  const keyPem = readPem(keyPath, '--certificate-key');
  const certificate = parse(() => new X509Certificate(certificatePem), `${certificatePath} holds no PEM certificate.`);
  const key = parse(() => createPrivateKey(keyPem), `${keyPath} holds no PEM private key without a password.`);
  if (!certificate.checkPrivateKey(key))
    fail(`The key in ${keyPath} does not belong to the certificate in ${certificatePath}.`);
  if (Date.parse(certificate.validTo) <= Date.now())
    fail(`The certificate in ${certificatePath} ended on ${certificate.validTo}.`);
  return { certificatePem, keyPem, caPem: null };
}

/** Makes CA and leaf on the first start, and a new leaf when names were added or it is about to end. */
export async function openLocalCertificate(dataFolder: string, publicHost: string | null): Promise<ServerCertificate> {
  const folder = join(dataFolder, 'certificates');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = [...new Set([...(publicHost ? [publicHost] : []), 'localhost', '127.0.0.1', '::1'])];
  const knownCa = readPair(folder, 'ca');
  const ca = knownCa && isPair(knownCa) ? knownCa : writePair(folder, 'ca', await createCa(hostname()));
  const known = readPair(folder, 'server');
  const leaf =
    known && isLeafGood(known.certificatePem, names) && isIssuedBy(known, ca) && isPair(known)
      ? known
      : writePair(folder, 'server', await createLeaf(ca, names));
  return { certificatePem: leaf.certificatePem + ca.certificatePem, keyPem: leaf.keyPem, caPem: ca.certificatePem };
}

function isIssuedBy(leaf: KeyPairPem, ca: KeyPairPem): boolean {
  return new X509Certificate(leaf.certificatePem).verify(new X509Certificate(ca.certificatePem).publicKey);
}

/** False after a start that ended between writing the two files. */
function isPair({ certificatePem, keyPem }: KeyPairPem): boolean {
  return new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(keyPem));
}

function readPair(folder: string, name: string): KeyPairPem | null {
  const [certificatePath, keyPath] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  if (!existsSync(certificatePath) || !existsSync(keyPath)) return null;
  const pair = { certificatePem: readFileSync(certificatePath, 'utf8'), keyPem: readFileSync(keyPath, 'utf8') };
  parse(
    () => new X509Certificate(pair.certificatePem),
    `${certificatePath} is damaged. Move ${folder} away to make new ones.`,
  );
  parse(() => createPrivateKey(pair.keyPem), `${keyPath} is damaged. Move ${folder} away to make new ones.`);
  return pair;
}

function writePair(folder: string, name: string, pair: KeyPairPem): KeyPairPem {
  writeFileSync(join(folder, `${name}.key`), pair.keyPem, { mode: 0o600 });
  const certificatePem = `${pair.certificatePem.trimEnd()}\n`;
  writeFileSync(join(folder, `${name}.crt`), certificatePem);
  return { ...pair, certificatePem };
}

function readPem(path: string, option: string): string {
  return parse(() => readFileSync(path, 'utf8'), `The file ${path} of ${option} cannot be read.`);
}

function parse<Value>(read: () => Value, message: string): Value {
  try {
    return read();
  } catch (cause) {
    throw new AppError('CERTIFICATE_INVALID', message, { cause });
  }
}

function fail(message: string): never {
  throw new AppError('CERTIFICATE_INVALID', message);
}
