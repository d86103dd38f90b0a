// Debian's Chromium, one context a person.
import {mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const require = createRequire(resolve('web/package.json'));
const {chromium} = require('playwright-core');

const pictures = process.env.DAYLIGHT_PICTURES ?? 'build/pictures';

export class Browser {
  constructor(server) {
    this.server = server;
    this.faults = [];
  }

  async open() {
    this.browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    });
  }

  // A person with a window of their own. What the page complains about on its console fails the test.
  async person(name, options = {}) {
    const context = await this.browser.newContext({
      baseURL: this.server.address, ignoreHTTPSErrors: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
      viewport: {width: 1280, height: 900}, acceptDownloads: true, ...options});
    context.setDefaultTimeout(60000); // for a machine that has other things to do
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${name}: ${error.message}`));
    page.on('console', (message) => {
      // A refusal is an answer, and the page shows it; the browser also writes it down.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
        this.faults.push(`${name}: ${message.text()}`);
      }
    });
    return new Person(name, page);
  }

  async close() {
    await this.browser?.close();
  }
}

export class Person {
  constructor(name, page) {
    this.name = name;
    this.page = page;
  }

  at(test) {
    return this.page.locator(`[data-test="${test}"]`);
  }
  field(name) {
    return this.page.locator(`[name="${name}"]`);
  }
  async go(path) {
    await this.page.goto(path);
  }
  async fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.field(name);
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
        await field.selectOption(value);
      } else {
        await field.fill(value);
      }
    }
  }
  async signIn(login, password) {
    await this.go('/sign-in');
    await this.fill({login, password});
    await this.at('sign-in').click();
    await this.at('account').waitFor();
  }
  async picture(file, options = {}) {
    mkdirSync(pictures, {recursive: true});
    await this.page.screenshot({path: join(pictures, `${file}.png`), ...options});
  }
}
