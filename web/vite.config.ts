import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

// The server forbids inline scripts and styles (its Content-Security-Policy), so nothing is inlined here, also no
// small picture. "npm run dev" passes the API on to a server of one's own.
const server = process.env.DAYLIGHT_SERVER ?? "https://localhost:8443";
const passed = Object.fromEntries(
    ["/api", "/log", "/openapi.json", "^/announcements/[^/]+\\.(html|json)$"].map((path) => [
        path,
        { target: server, secure: false, changeOrigin: true, headers: { origin: server } },
    ]),
);

export default defineConfig({
    plugins: [vue()],
    build: {
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
    server: { proxy: passed },
    test: {
        environment: "happy-dom",
        include: ["tests/**/*.test.ts"],
    },
});
