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

test('only a demo with virtual sites needs ffmpeg', () => {
  const more = (args: string[]) => (tasks.demo?.stepsFor?.(args) ?? []).map((step) => step.title);
  expect(more([])).toEqual([]);
  expect(more(['--sites', '30'])).toEqual(['ffmpeg']);
  expect(more(['--sites=30'])).toEqual(['ffmpeg']);
});

test('a task that does not exist is answered with those that do', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'run.js'), 'constructor'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('There is no task "constructor".');
  expect(stderr).toContain('start, demo, dev');
});
