/** The real browser of tests, benchmarks and screenshots: without services of its maker, and with devices that need no consent. */
import { type Browser, chromium } from 'playwright-core';

export const builtInDevices = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

export const chromiumPath = process.env.ROSTRUM_CHROMIUM ?? '/usr/bin/chromium';

export function launchChromium(
  args: readonly string[] = builtInDevices,
  executablePath = chromiumPath,
): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet, ...args] });
}
