import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const API = process.env.HERE2ORDER_API ?? "http://127.0.0.1:8080";
const PHOTOS = join(import.meta.dirname, "../../sandbox/restaurant/photos");

/** The pages speak binary gRPC-Web only: the JSON half of the runtime stays out of them. */
function binaryOnly(): Plugin {
  const json = /@bufbuild\/protobuf\/dist\/esm\/(from|to)-json\.js$/;
  return {
    name: "binary-only",
    apply: "build",
    load(id) {
      if (!json.test(id)) return;
      const names = readFileSync(id, "utf8").matchAll(/^export function (\w+)/gm);
      const refuse = '() => { throw new Error("no JSON here"); }';
      return [...names].map(([, name]) => `export const ${name} = ${refuse};`).join("\n");
    },
  };
}

const MONEY =
  /gen\/(here2order\/(billing|notifications|identity\/v1\/team)|google\/api)|src\/billing\/|(Choice|choice|typed|insist|liveList)\.\w+$/;

function pageAt(path: string): string | undefined {
  if (/^\/t\/[^/]+$/.test(path)) return "/index.html";
  if (/^\/receipt\/[^/]+$/.test(path)) return "/receipt.html";
  return path === "/kitchen" || path === "/staff" ? `${path}.html` : undefined;
}

/** The addresses that the pages have behind Envoy, for the development server. */
function addresses(): Plugin {
  return {
    name: "addresses",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0] ?? "";
        request.url = pageAt(path) ?? request.url;
        const photo = /^\/photos\/([a-z0-9-]+\.svg)$/.exec(path)?.[1];
        if (!photo || !existsSync(join(PHOTOS, photo))) return next();
        response.setHeader("content-type", "image/svg+xml");
        response.end(readFileSync(join(PHOTOS, photo)));
      });
    },
  };
}

export default defineConfig({
  base: "/",
  plugins: [binaryOnly(), addresses()],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What only bills need must not come with the menu.
            { name: "shared", test: (id) => !MONEY.test(id), minShareCount: 2, priority: 2 },
            { name: "money", test: MONEY, minShareCount: 2, priority: 1 },
          ],
        },
      },
      input: {
        guest: join(import.meta.dirname, "index.html"),
        kitchen: join(import.meta.dirname, "kitchen.html"),
        receipt: join(import.meta.dirname, "receipt.html"),
        staff: join(import.meta.dirname, "staff.html"),
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ["/here2order.", "/grpc.", "/receipts/", "/config.json"].map((prefix) => [
        prefix,
        { target: API },
      ]),
    ),
  },
});
