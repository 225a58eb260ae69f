import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    isolate: false,
    include: ["tests/**/*.test.ts"],
    environment: "node",
    setupFiles: ["tests/browser.ts"],
  },
});
