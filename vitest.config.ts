import { defineConfig } from 'vitest/config';

/** Journeys with picture and sound take the whole machine: beside others they would measure those, and not the product. */
const withMedia =
  'conference,devices,first-meeting,floor,lines,narrow-site,no-devices,poor-link,relay,resilience,room-camera,virtual-sites,waiting-room';
const alone = [`test/journeys/{${withMedia}}.test.ts`];

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**'],
    // Two cores: journeys bring several browsers each.
    maxWorkers: 2,
    testTimeout: 20_000,
    // Pages take their time on a busy machine; what holds is seen at once anyway.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{camera,control,sfu,simulation,room-ui,scripts,test}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...alone],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
