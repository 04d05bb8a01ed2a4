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
    restoreMocks: true,
  },
});
