/**
 * Stamps: small files that say from what something was made, so that "is it still right?" costs a few reads and
 * no tool is started.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @param {string} path
 * @returns {string} empty when there is none
 */
export function readStamp(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * @param {string} path
 * @param {string} value
 */
export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${value}\n`);
}

/**
 * @param {string} path
 * @param {string} [salt] what else the result depends on
 */
export function hashFile(path, salt = '') {
  return createHash('sha256').update(salt).update(readFileSync(path)).digest('hex');
}

/**
 * Hash of names, sizes and times of change, not of contents: a few milliseconds for thousands of files.
 *
 * @param {string} root
 * @param {readonly string[]} paths files and folders below root; one that does not exist counts as empty
 * @param {readonly string[]} [except] names of folders to leave out
 */
export function hashTree(root, paths, except = []) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const visit = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) {
        if (!except.includes(name)) visit(join(path, name));
      }
    } else {
      hash.update(`${path}\0${stat?.size}\0${stat?.mtimeMs}\n`);
    }
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}
