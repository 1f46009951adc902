import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Half an hour off every full one, so that a test sees where the reader's zone is forgotten.
    env: {TZ: 'Asia/Kolkata'},
  },
});
