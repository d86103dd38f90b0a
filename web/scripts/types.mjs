// Makes src/api/schema.ts from the server's OpenAPI document: "npm run types -- <file or address>", by default the
// document that a server of one's own gives out. Addresses of the local server have a certificate of their own making.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = process.argv[2] ?? "https://localhost:8443/openapi.json";
async function read() {
    if (!source.startsWith("https://")) {
        return readFileSync(source, "utf8");
    }
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    return (await fetch(source)).text();
}
const document = JSON.parse(await read());
const head = "// Made by \"npm run types\" from the server's OpenAPI document; not written by hand.\n";
writeFileSync(new URL("../src/api/schema.ts", import.meta.url), head + astToString(await openapiTS(document, { emptyObjectsUnknown: true })));
