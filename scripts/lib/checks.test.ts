import { expect, test } from 'vitest';
import { countTests } from './checks.js';

const goodFile = { status: 'passed', assertionResults: [{}] };

test('tests are counted as vitest reports them', () => {
  const report = { numPassedTests: 8, numFailedTests: 2, testResults: [goodFile] };
  expect(countTests(report, 1)).toEqual({ passed: 8, failed: 2 });
});

test('a file that could not be loaded counts as one failed', () => {
  const report = {
    numPassedTests: 8,
    numFailedTests: 0,
    testResults: [goodFile, { status: 'failed', assertionResults: [] }],
  };
  expect(countTests(report, 1)).toEqual({ passed: 8, failed: 1 });
});

test('a run without any test is a failure', () => {
  const report = { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  expect(countTests(report, 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('an error outside every test is a failure', () => {
  const report = { numPassedTests: 8, numFailedTests: 0, testResults: [goodFile] };
  expect(countTests(report, 1)).toMatchObject({ passed: 8, failed: 1 });
});

test('no report at all is a failure', () => {
  expect(countTests(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
});
