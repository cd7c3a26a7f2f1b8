import { defineConfig, mergeConfig } from 'vitest/config'
import shared from './vitest.config.ts'

/** The journeys: a real browser against the built site, one after another. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], globalSetup: [] } },
  defineConfig({
    test: {
      include: ['test/journeys/**/*.journey.ts'],
      globalSetup: ['test/support/demonstration-folder.ts'],
      fileParallelism: false,
      maxWorkers: 1,
      testTimeout: 300_000,
      hookTimeout: 300_000,
    },
  }),
)
