/** Browser-side tests run in jsdom; what needs layout is looked at in a real browser. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The same JSX as in build.mjs, so that a test renders what the bundle renders.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "https://lms.example/xblock/u1" } },
    include: ["{learner,editor,build}/**/*.test.{ts,tsx,mjs}"],
    maxWorkers: 1,
    // No test waits for the clock on the wall, so none has a time to fail by; the runner ends what does nothing at all.
    testTimeout: 0,
    hookTimeout: 0,
    restoreMocks: true,
  },
});
