import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the page may stand in any folder.
  base: "./",
  worker: { format: "es" },
  build: {
    target: "es2022",
    // No data: addresses and no inline script: the page's policy has no room for them.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
