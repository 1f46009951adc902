import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Half an hour off full hours, so that tests fail if the user's time zone is ignored.
    env: {TZ: 'Asia/Kolkata'},
  },
});
