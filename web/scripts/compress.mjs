// Writes "name.gz" beside each text file of the built pages: the server hands it out to whoever takes gzip.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = process.argv[2];
const texts = /\.(html|js|css|svg|json|txt|webmanifest)$/;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !texts.test(entry.name)) {
        continue;
    }
    const path = join(entry.parentPath, entry.name);
    const plain = readFileSync(path);
    const small = gzipSync(plain, { level: 9 });
    if (small.length < plain.length) {
        writeFileSync(path + ".gz", small);
    }
}
