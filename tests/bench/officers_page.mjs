// The modules of an officer's page, bundled as the pages are and run in Chromium on a core of its own.
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const require = createRequire(resolve('web/package.json'));

async function bundled(folder) {
  const {build} = await import(pathToFileURL(require.resolve('vite')));
  await build({
    configFile: false, root: resolve('web'), logLevel: 'warn', publicDir: false,
    build: {target: 'es2022', outDir: folder, emptyOutDir: true, lib: {entry: resolve('web/bench/opening.ts'), formats: ['es'], fileName: 'opening'}}});
  return readFileSync(join(folder, 'opening.js'));
}

// Calls `measure` with a function that runs one of the module's: run('partials', 100).
export async function withOfficersPage(bench, measure) {
  const script = await bundled(join(bench.folder(), 'page'));
  // Served, for keys are to be had only where a page's origin is known; the loopback's counts as safe.
  const server = createServer((request, response) => {
    const isScript = request.url === '/opening.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>bench</title>');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const {chromium} = require('playwright-core');
  const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu']});
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await measure((name, ...words) => page.evaluate(async ([of, given]) => (await import('/opening.js'))[of](...given), [name, words]));
  } finally {
    await browser.close();
    server.close();
  }
}
