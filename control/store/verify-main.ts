/**
 * `npm run verify -- [--data folder]`: checks every record of every stream against its hash chain, also beside a running
 * server, and says which are sound. Ends with code 1 when one is not.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFileName, openDataFileReadOnly, readStream, readStreams } from './sqlite-schema.ts';

function verify(folder: string): boolean {
  const path = join(folder, dataFileName);
  if (!existsSync(path)) {
    process.stderr.write(`There is no data file in ${folder}. Name the data folder with --data.\n`);
    return false;
  }
  const database = openDataFileReadOnly(path);
  let damaged = 0;
  let total = 0;
  try {
    // One transaction: all streams are seen as they are at one moment.
    database.exec('BEGIN');
    for (const { stream, version } of readStreams(database)) {
      const { fault } = readStream(database, stream);
      total += version;
      if (fault) damaged += 1;
      const verdict = fault ? `DAMAGED at record ${fault.version}: ${fault.reason}` : `sound, ${version} records`;
      process.stdout.write(`${stream}  ${verdict}\n`);
    }
  } finally {
    database.close();
  }
  process.stdout.write(damaged === 0 ? `All ${total} records are sound.\n` : `${damaged} damaged.\n`);
  return damaged === 0;
}

const { values } = parseArgs({ options: { data: { type: 'string', default: 'data' } } });
process.exitCode = verify(resolve(values.data)) ? 0 : 1;
