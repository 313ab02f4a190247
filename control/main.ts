/** The command line of the server: starts it, says where it is, and ends it cleanly on Ctrl-C. */
import { type Config, helpText, isHelpWanted, readConfig } from './config.ts';
import { AppError } from './errors.ts';
import { createLogger } from './logger.ts';
import { openServer, type RunningServer } from './server.ts';

async function main(args: readonly string[]): Promise<void> {
  if (isHelpWanted(args)) {
    process.stdout.write(helpText());
    return;
  }
  const config = readConfig(args);
  const server = await openServer(config, createLogger(config.logLevel));
  process.stdout.write(greeting(server, config));
  await untilAskedToStop();
  process.stdout.write('Stopping …\n');
  await server.close();
}

function greeting(
  { publicUrl, welcomeUrl, setupUrl, caFingerprint }: RunningServer,
  { publicHost, dataFolder }: Config,
): string {
  const lines = [`Rostrum is listening at ${publicUrl}`, `  data folder      ${dataFolder}`];
  if (welcomeUrl) lines.push(`  demo meeting     ${welcomeUrl}`);
  if (setupUrl) lines.push(`  first set-up     ${setupUrl}`);
  if (caFingerprint) lines.push(`  fingerprint      ${caFingerprint}`);
  lines.push(`  trust this host  ${publicUrl}/trust`);
  if (!publicHost)
    lines.push('  Only this machine can reach it; for others start with --public-host <name or address>.');
  return `${lines.join('\n')}\n`;
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
