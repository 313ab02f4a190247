import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Journeys with picture and sound take the whole machine: beside others they would measure those, and not the product. */
const withMedia =
  'conference,devices,first-meeting,floor,lines,narrow-site,no-devices,poor-link,relay,resilience,room-camera,virtual-sites,waiting-room';
const alone = [`test/journeys/{${withMedia}}.test.ts`];

/** These wait for a camera to turn or a time to pass, at a fifth of a core each: more of them go at once, and calmer among themselves. */
const waiting = [
  'camera/agent/{agent,camera-stream,closed-session,overview-camera}.test.ts',
  'camera/drivers/onvif.test.ts',
  'camera/faces/frame-reader.test.ts',
  'camera/twin/live-room.test.ts',
  'test/silent-chair.test.ts',
];

/** A clean clone knows no durations, and vitest begins with the largest files: the pages' are small and take longest. */
class PagesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isOfPages = ({ moduleId }: TestSpecification) => moduleId.includes('/test/pages/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isOfPages), ...sorted.filter((file) => !isOfPages(file))];
  }
}

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**'],
    // Two cores: journeys bring several browsers each.
    maxWorkers: 2,
    testTimeout: 20_000,
    // Pages take their time on a busy machine; what holds is seen at once anyway.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    sequence: { sequencer: PagesFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{camera,control,sfu,simulation,room-ui,scripts,test}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...alone, ...waiting],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'waiting', include: waiting, maxWorkers: 4, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
