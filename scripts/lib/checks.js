/**
 * `npm test`: every check runs, also after one has failed, so that all faults are seen at once. The last line
 * counts the tests, and each static check as one of them.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTask, signalCode } from './run-task.js';
import { onSignals } from './signals.js';

/**
 * @typedef {object} Check
 * @property {string} title
 * @property {string} tool name in node_modules/.bin
 * @property {readonly string[]} args
 */

/** Biome and vitest also colour what goes to a file, which makes a log unreadable. */
const isLog = !process.stdout.isTTY;

/** @type {readonly Check[]} */
const staticChecks = [
  { title: 'Style and import rules (biome)', tool: 'biome', args: ['ci', '.', ...(isLog ? ['--colors=off'] : [])] },
  { title: 'Types (tsc)', tool: 'tsc', args: [] },
  { title: 'Unused files, exports and packages (knip)', tool: 'knip', args: [] },
];

/**
 * @typedef {object} TestReport the part of vitest's JSON report that counts here
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults one per file
 */

/**
 * @typedef {object} Outcome
 * @property {string} title
 * @property {number} passed
 * @property {number} failed
 * @property {string} [note]
 */

/**
 * @param {readonly string[]} args for vitest
 * @param {import('./steps.js').Setup} setup
 * @returns {Promise<number>} exit code
 */
export async function runChecks(args, setup) {
  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy;
  const stopListening = onSignals((signal) => {
    stoppedBy = signal;
  });
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const { title, tool, args } of staticChecks) {
    printHeadline(title);
    const code = await runTool(tool, args, setup);
    if (stoppedBy) return signalCode(stoppedBy);
    outcomes.push({ title, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });
  }
  printHeadline('Tests (vitest)');
  outcomes.push({ title: 'Tests (vitest)', ...(await runTests(args, setup)) });
  if (stoppedBy) return signalCode(stoppedBy);
  stopListening();
  return printSummary(outcomes);
}

/**
 * @param {readonly string[]} args
 * @param {import('./steps.js').Setup} setup
 */
async function runTests(args, setup) {
  const dir = mkdtempSync(join(tmpdir(), 'rostrum-test-'));
  try {
    const reportPath = join(dir, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
    const code = await runTool('vitest', ['run', ...reporters, ...args], setup);
    return countTests(readReport(reportPath), code);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * A file that could not even be loaded holds no test, and an error outside every test belongs to none: both count
 * as one failed. So does a run without any test, which proves nothing.
 *
 * @param {TestReport | undefined} report
 * @param {number} code exit code of vitest
 * @returns {{ passed: number, failed: number, note?: string }}
 */
export function countTests(report, code) {
  if (!report) return { passed: 0, failed: 1, note: 'vitest left no report' };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + brokenFiles.length;
  if (passed + failed === 0) return { passed, failed: 1, note: 'no test was run' };
  if (failed === 0 && code !== 0) return { passed, failed: 1, note: `vitest ended with code ${code}` };
  return { passed, failed };
}

/**
 * @param {string} path
 * @returns {TestReport | undefined}
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {import('./steps.js').Setup} setup
 */
function runTool(tool, args, setup) {
  const env = isLog ? { ...setup.env, NO_COLOR: '1' } : setup.env;
  return runTask([{ args: [join(setup.root, 'node_modules', '.bin', tool), ...args] }], { ...setup, env });
}

/** @param {string} title */
function printHeadline(title) {
  process.stdout.write(`\n▸ ${title}\n`);
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {number} exit code
 */
function printSummary(outcomes) {
  let passed = 0;
  let failed = 0;
  process.stdout.write('\n');
  for (const outcome of outcomes) {
    passed += outcome.passed;
    failed += outcome.failed;
    const note = outcome.note ? ` (${outcome.note})` : '';
    process.stdout.write(`${outcome.failed === 0 ? '✓' : '✗'} ${outcome.title}${note}\n`);
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
