/**
 * HTTPS from the first start: a local certificate authority, which a body trusts once, and a leaf for the names of this
 * server. The CA may sign only server certificates; its key stays in the data folder. Browsers give cameras only to secure
 * pages, and a closed network has no public CA.
 */
import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

export type KeyPairPem = { certificatePem: string; keyPem: string };

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
/** Apple devices refuse leaves of more than 825 days, also below a local CA. */
const leafDays = 397;
const caDays = 3_650;

x509.cryptoProvider.set(webcrypto as never);

export async function createCa(bodyName: string): Promise<KeyPairPem> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [`Rostrum ${bodyName}`] }],
    ...validity(caDays),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await privatePem(keys) };
}

/** `names` are DNS names and IP addresses; all of them are in the certificate. */
export async function createLeaf(ca: KeyPairPem, names: readonly string[]): Promise<KeyPairPem> {
  const issuer = new x509.X509Certificate(ca.certificatePem);
  const signingKey = await importPrivateKey(ca.keyPem);
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [names[0] ?? 'localhost'] }],
    issuer: issuer.subjectName,
    ...validity(leafDays),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await privatePem(keys) };
}

/** True when the leaf covers all names and is valid for another 30 days. */
export function isLeafGood(certificatePem: string, names: readonly string[]): boolean {
  const certificate = new X509Certificate(certificatePem);
  const isLasting = Date.parse(certificate.validTo) > Date.now() + 30 * dayMs;
  // Node compares addresses by their value, so that every way of writing one counts.
  return isLasting && names.every((name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)));
}

function generateKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

async function privatePem(keys: CryptoKeyPair): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as webcrypto.CryptoKey);
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}

function importPrivateKey(pem: string): Promise<CryptoKey> {
  const der = x509.PemConverter.decodeFirst(pem);
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']) as Promise<CryptoKey>;
}

/** A day of tolerance for clocks that are behind. */
function validity(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - dayMs), notAfter: new Date(now + days * dayMs) };
}

/** Positive and 16 bytes long (RFC 5280 section 4.1.2.2 allows 20). */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
