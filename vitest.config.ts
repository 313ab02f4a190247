import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{control,sfu,simulation,room-ui,scripts,test}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**'],
    // Two cores: journeys bring several browsers each, so files run one after the other.
    maxWorkers: 2,
    testTimeout: 20_000,
    // Pages take their time on a busy machine; what holds is seen at once anyway.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
});
