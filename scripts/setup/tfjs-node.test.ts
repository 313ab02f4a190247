import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CommandError } from '../lib/command.js';
import { reasonOf, tfjsNodeStep } from './tfjs-node.js';

function givenSetup(env: NodeJS.ProcessEnv) {
  const root = mkdtempSync(join(tmpdir(), 'rostrum-setup-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const silent = { progress() {}, done() {}, failed() {} };
  const say = { line() {}, detail() {}, step: () => silent };
  return { setup: { root, cacheDir: root, node: process.execPath, env, purpose: 'test', say }, silent };
}

test('where the native library cannot be had the set-up says so, goes on, and does not try again', async () => {
  // A proxy that nobody listens on stands for a closed network.
  const proxy = 'http://127.0.0.1:9';
  const { setup, silent } = givenSetup({ ...process.env, HTTPS_PROXY: proxy, https_proxy: proxy });
  expect(tfjsNodeStep.isReady(setup)).toBe(false);
  const note = await tfjsNodeStep.make(setup, silent);
  expect(note).toBe('not available (storage.googleapis.com cannot be reached); faces are found without it');
  expect(tfjsNodeStep.isReady(setup)).toBe(true);
});

test('of the last words of a tool the line that names the error is told', () => {
  const tail =
    'node:events:486\n      throw er;\nError: getaddrinfo ENOTFOUND storage.example\n    at x\nNode.js v24.21.0';
  expect(reasonOf(new CommandError('node install.js', 'ended with code 1', tail))).toBe(
    'Error: getaddrinfo ENOTFOUND storage.example',
  );
  expect(reasonOf(new CommandError('node install.js', 'ended with code 124', ''))).toBe('its install step failed');
});
