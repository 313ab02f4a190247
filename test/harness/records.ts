/** The record of the running server, read from its data file as `npm run verify` does. */
import { join } from 'node:path';
import type { MeetingEvent } from '../../control/domain/meeting-state.ts';
import { dataFileName, openDataFileReadOnly, readStream, readStreams } from '../../control/store/sqlite-schema.ts';
import type { ServerProcess } from './server-process.ts';

/** Of the meetings, in their order. Throws when one is damaged. */
export function meetingRecords(server: ServerProcess) {
  const database = openDataFileReadOnly(join(server.dataFolder, dataFileName));
  try {
    const names = readStreams(database).filter(({ stream }) => stream.startsWith('meeting/'));
    return names.flatMap(({ stream }) => {
      const { records, fault } = readStream(database, stream);
      if (fault) throw new Error(`The record of ${stream} is damaged: ${fault.reason}`);
      return records.map((record) => ({ ...record, event: record.event as MeetingEvent }));
    });
  } finally {
    database.close();
  }
}
