import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tasks } from './tasks.js';

const titles = (name: string) => tasks[name]?.steps.map((step) => step.title);

test('the server needs no browser, the tests do', () => {
  expect(titles('start')).toEqual(['Node 24', 'Packages', 'Media worker', 'Room UI']);
  expect(titles('test')).toEqual([...(titles('start') ?? []), 'Browser and test tools']);
  expect(titles('format')).toEqual(['Node 24', 'Packages']);
});

test('the set-up and the command for faces try one engine that not everybody can have; the server does not wait for it', () => {
  const attempt = '@tensorflow/tfjs-node, if it can be had';
  expect(titles('setup')).toEqual([...(titles('test') ?? []), attempt]);
  expect(titles('faces')).toEqual(['Node 24', 'Packages', attempt]);
});

test('only a demo needs ffmpeg, and one without pictures of its own does not', () => {
  const more = (task: 'demo' | 'start', args: string[]) =>
    (tasks[task]?.stepsFor?.(args) ?? []).map((step) => step.title);
  expect(more('demo', [])).toEqual(['ffmpeg']);
  expect(more('demo', ['--demo-room', 'no'])).toEqual([]);
  expect(more('demo', ['--demo-room=no', '--sites', '30'])).toEqual(['ffmpeg']);
  expect(more('start', ['--demo'])).toEqual(['ffmpeg']);
  expect(more('start', ['--sites=30'])).toEqual(['ffmpeg']);
  expect(more('start', [])).toEqual([]);
  expect(more('start', ['--no-demo'])).toEqual([]);
});

test('a task that does not exist is answered with those that do', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'run.js'), 'constructor'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('There is no task "constructor".');
  expect(stderr).toContain('start, demo, dev');
});
