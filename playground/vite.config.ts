import { defineConfig } from "vite";

/** Nothing is loaded from elsewhere and nothing is sent anywhere; the worker, a blob, is held to it too. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; worker-src blob:; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'";

export default defineConfig({
  base: "./",
  resolve: {
    // The judging runs in a worker, where a browser's build that asks for `document` would fail.
    conditions: ["worker", "module", "import", "default"],
  },
  // The judging lies beside this folder, in `src/`.
  server: { fs: { allow: [".."] } },
  // The page is opened from the disk or a machine nearby: it comes in one piece.
  build: { target: "es2023", modulePreload: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 2_000 },
  worker: { format: "es" },
  plugins: [
    {
      name: "content-security-policy",
      apply: "build",
      transformIndexHtml: () => [
        {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content: policy },
          injectTo: "head-prepend",
        },
      ],
    },
  ],
});
