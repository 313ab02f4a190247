/**
 * How to build mediasoup's worker from the source in its npm package on the libraries that Debian ships, for
 * machines that cannot reach mediasoup's releases or the sources of its C++ libraries. The folders in
 * `subprojects/` take the place of the downloads; the patches below are all that changes in mediasoup itself.
 * Nothing here runs a tool or touches the network: scripts/setup/worker-build.js does that.
 */
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Patch
 * @property {string} file path below mediasoup's worker folder
 * @property {string} find text that must occur exactly once
 * @property {string} replace
 */

export const debianPackages = [
  'g++',
  'meson',
  'ninja-build',
  'pkg-config',
  'binutils',
  'flatbuffers-compiler',
  'libabsl-dev',
  'libflatbuffers-dev',
  'libsrtp2-dev',
  'libssl-dev',
  'libuv1-dev',
];

/** `nodownload`: a library that is missing must stop the build, not start a download. */
export const mesonOptions = ['--buildtype=release', '--wrap-mode=nodownload', '-Db_ndebug=true'];

/** @type {readonly Patch[]} */
export const patches = [
  {
    // Debian 12 has meson 1.0.1, and nothing in the build needs more.
    file: 'meson.build',
    find: "meson_version: '>= 1.1.0',",
    replace: "meson_version: '>= 1.0.0',",
  },
  {
    // The lookup by name works only through a wrap file, which we do not have.
    file: 'meson.build',
    find: "ankerl_unordered_dense_dep = dependency('unordered_dense')",
    replace: "ankerl_unordered_dense_dep = subproject('unordered_dense').get_variable('ankerl_unordered_dense_dep')",
  },
  {
    // Its sources include generated headers without saying so: a build with few processes could compile them first.
    file: 'deps/libwebrtc/meson.build',
    find: "flatbuffers_proj.get_variable('flatbuffers_dep'),",
    replace: "flatbuffers_proj.get_variable('flatbuffers_dep'),\n    flatbuffers_generator_dep,",
  },
  {
    // OpenSSL calls back twice per operation; the second time BIO_CB_RETURN is one bit among others and the
    // operation's own result must be handed back. Debian's OpenSSL knows kernel TLS and asks the BIO whether
    // it is on: answered with 1, it allocates no write buffer and the first DTLS handshake ends in SIGSEGV.
    file: 'src/RTC/DtlsTransport.cpp',
    find: '(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1;',
    replace: '((operationType & BIO_CB_RETURN) != 0) ? static_cast<long>(ret) : 1;',
  },
];

const subprojectsDir = join(import.meta.dirname, 'subprojects');

/** Short name of this recipe: another one means that the worker must be built again. */
export function recipeHash() {
  const hash = createHash('sha256').update(JSON.stringify([patches, mesonOptions]));
  const entries = readdirSync(subprojectsDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(file.slice(subprojectsDir.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * Fails when the text is not there exactly once: another mediasoup then needs another patch.
 *
 * @param {string} text
 * @param {Patch} patch
 */
export function applyPatch(text, patch) {
  const count = text.split(patch.find).length - 1;
  if (count !== 1) {
    throw new Error(
      `The patch of mediasoup's worker/${patch.file} does not fit: expected once, found ${count} times: ${patch.find}`,
    );
  }
  return text.replace(patch.find, () => patch.replace);
}

/**
 * Copies the worker's source to `targetDir` and makes it ready for `meson setup`.
 *
 * @param {string} workerDir `worker` folder of the mediasoup package
 * @param {string} targetDir must not exist yet
 */
export function prepareSource(workerDir, targetDir) {
  cpSync(workerDir, targetDir, { recursive: true });
  const targetSubprojects = join(targetDir, 'subprojects');
  rmSync(targetSubprojects, { recursive: true, force: true });
  cpSync(subprojectsDir, targetSubprojects, { recursive: true });
  for (const patch of patches) {
    const path = join(targetDir, patch.file);
    writeFileSync(path, applyPatch(readFileSync(path, 'utf8'), patch));
  }
}
