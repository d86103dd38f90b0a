// The private listener as Prometheus sees it: promtool judges the format, and what the platform does shows in it. What
// must not be counted does not.
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {openedCenter, pace} from './lib/load.mjs';
import {freePort, Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';

const unpacked = 'build/prometheus/usr/bin/promtool';
const promtool = process.env.DAYLIGHT_PROMTOOL ?? (existsSync(unpacked) ? unpacked : 'promtool');
const port = await freePort();
const server = new Server({demo: pace, settings: {'metrics.port': port}});
const quotes = {route: '/api/v1/lots/{id}/quotes', method: 'POST'};
let center, sale, load;

before(async () => {
  ({center, sale, load} = await openedCenter(server, '甲'));
});
after(() => server.remove());

// What comes for a request, whatever it is.
function ask(path, {method = 'GET', headers = {}, host = '127.0.0.1'} = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({host, port, path, method, headers, agent: false}, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => resolve({status: response.statusCode, headers: response.headers, text}));
    });
    request.on('error', reject);
    request.setTimeout(10000, () => request.destroy(new Error(`${method} ${path}: no answer`)));
    request.end();
  });
}

class Scrape {
  constructor(text) {
    this.text = text;
    this.samples = text.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => {
      const [, name, labels, value] = line.match(/^([a-z_]+)(?:\{(.*)\})? (\S+)$/);
      return {name, value: Number(value), labels: Object.fromEntries([...(labels ?? '').matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text_]) => [key, text_]))};
    });
  }
  all(name, labels = {}) {
    return this.samples.filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value));
  }
  sum(name, labels = {}) {
    return this.all(name, labels).reduce((total, one) => total + one.value, 0);
  }
  has(name) {
    return this.samples.some((one) => [name, `${name}_count`].includes(one.name));
  }
}

async function scrape() {
  const reply = await ask('/metrics');
  assert.equal(reply.status, 200, reply.text);
  return new Scrape(reply.text);
}

const becomes = (what, holds, seconds = 30) => center.eventually(what, async () => {
  const now = await scrape();
  return holds(now) ? now : null;
}, seconds);

step('the listener speaks Prometheus’ format, and promtool finds nothing to improve', async () => {
  const reply = await ask('/metrics');
  assert.match(reply.headers['content-type'], /^text\/plain; version=0\.0\.4/);
  const judged = spawnSync(promtool, ['check', 'metrics'], {input: reply.text, encoding: 'utf8'});
  assert.equal(judged.error, undefined);
  assert.equal(judged.stderr + judged.stdout, '');
  assert.equal(judged.status, 0);
  // The judge does judge.
  assert.notEqual(spawnSync(promtool, ['check', 'metrics'], {input: reply.text.replaceAll('daylight_outages_total', 'daylight_outages')}).status, 0);
});

step('every metric of the manual is there, those of witnesses alone excepted', async () => {
  const listed = [...readFileSync('docs/OPERATIONS.md', 'utf8').matchAll(/^\| `((?:daylight|process)_[a-z_]+)/gm)].map(([, name]) => name);
  assert.ok(listed.length > 30);
  // A refusal has no series before somebody was refused, nor has a failure of a job.
  await center.visitor.tell('GET', '/api/v1/nowhere');
  const now = await becomes('the refusal', (one) => one.sum('daylight_refusals_total', {code: 'not_found'}) > 0);
  const missing = listed.filter((name) => !now.has(name) && !name.startsWith('daylight_witness_') && name !== 'daylight_job_failures_total');
  assert.deepEqual(missing, []);
  const described = [...now.text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
  assert.deepEqual(described.filter((name) => !listed.includes(name)), []);
});

step('quotes show as requests, commits, batches and leaves', async () => {
  const begun = await scrape();
  load.begin();
  await load.until(40);
  await load.end();
  const acknowledged = load.acknowledged.size;
  const now = await becomes('the log to hold the quotes', (one) => one.sum('daylight_log_leaves') >= begun.sum('daylight_log_leaves') + acknowledged);
  const grown = (name, labels) => now.sum(name, labels) - begun.sum(name, labels);

  assert.equal(load.sentAgain, 0, 'nothing else disturbs this count');
  assert.equal(grown('daylight_http_requests_total', {...quotes, status: '2xx'}), acknowledged);
  assert.equal(grown('daylight_http_requests_total', {...quotes, status: '4xx'}), load.refused);
  assert.equal(grown('daylight_http_request_duration_seconds_count', quotes), acknowledged + load.refused);
  assert.equal(grown('daylight_quote_batch_size_sum'), acknowledged + load.refused, 'each quote was in one batch');
  const batches = grown('daylight_quote_batch_size_count');
  assert.ok(batches > 0 && batches <= acknowledged + load.refused, `${batches} batches`);
  assert.ok(grown('daylight_commit_duration_seconds_count') >= batches);
  assert.ok(grown('daylight_sequencing_delay_seconds_count') > 0);
  assert.equal(now.sum('daylight_quotes_waiting'), 0);
  if (load.refused > 0) {
    const codes = ['below_next_step', 'already_leading'];
    assert.equal(codes.reduce((total, code) => total + grown('daylight_refusals_total', {code}), 0), load.refused);
  }
});

step('the state of the platform shows', async () => {
  const now = await becomes('a peaceful moment', (one) => one.sum('daylight_ready') === 1 && one.sum('daylight_unsequenced_age_seconds') < 2, 60);
  assert.equal(now.sum('daylight_database_up'), 1);
  assert.ok(now.sum('daylight_pulse_age_seconds') < 30);
  assert.equal(now.sum('daylight_alarms'), 0);
  assert.ok(now.sum('daylight_database_connections', {pool: 'writing'}) > 0);
  assert.ok(now.sum('daylight_data_free_bytes') > 0 && now.sum('daylight_data_free_bytes') <= now.sum('daylight_data_size_bytes'));
  assert.ok(now.sum('daylight_tls_certificate_end_timestamp_seconds') > Date.now() / 1000 + 86400);
  const began = now.sum('process_start_time_seconds');
  assert.ok(Math.abs(Date.now() / 1000 - began) < 600, `began ${began}`);
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  const resident = Number(status.match(/^VmRSS:\s+(\d+) kB/m)[1]) * 1024;
  const seen = now.sum('process_resident_memory_bytes');
  assert.ok(seen > resident / 2 && seen < resident * 2, `${seen} and ${resident}`);
});

step('feeds and connections come and go', async () => {
  const begun = await scrape();
  const feed = https.get(`${server.address}/api/v1/feed?lot=${sale.lot}`, {ca: center.visitor.ca, agent: false});
  feed.on('error', () => undefined);
  feed.on('response', (response) => response.on('error', () => undefined).resume());
  const open = await becomes('the feed', (one) => one.sum('daylight_feeds') === begun.sum('daylight_feeds') + 1 && one.sum('daylight_feed_messages_total') > begun.sum('daylight_feed_messages_total'));
  assert.equal(open.sum('daylight_feeds_opened_total'), begun.sum('daylight_feeds_opened_total') + 1);
  assert.ok(open.sum('daylight_connections') >= 1);
  feed.destroy();
  await becomes('the feed to be closed', (one) => one.sum('daylight_feeds') === begun.sum('daylight_feeds'));

  const clear = net.connect(server.port, '127.0.0.1', () => clear.end('GET / HTTP/1.1\r\n\r\n'));
  clear.on('error', () => undefined).resume();
  await becomes('a failed handshake', (one) => one.sum('daylight_tls_handshakes_failed_total') > begun.sum('daylight_tls_handshakes_failed_total'));
});

step('nobody learns from it who or how many apply, pay or answer', async () => {
  const begun = await scrape();
  await load.parties[0].get('/api/v1/my/applications');
  await center.finance.get('/api/v1/bank-lines');
  const refused = await center.visitor.tell('GET', '/api/v1/refunds');
  assert.equal(refused.json.code, 'not_signed_in');
  // An answer is counted when it is on its way.
  const now = await becomes('three requests', (one) => one.sum('daylight_http_requests_total', {route: 'confidential'}) - begun.sum('daylight_http_requests_total', {route: 'confidential'}) >= 3);
  const grown = (name, labels) => now.sum(name, labels) - begun.sum(name, labels);
  assert.equal(grown('daylight_http_requests_total', {route: 'confidential'}), 3);
  assert.deepEqual(new Set(now.all('daylight_http_requests_total', {route: 'confidential'}).map((one) => one.labels.method)), new Set(['other']));
  assert.equal(grown('daylight_refusals_total', {code: 'confidential'}), 1);
  assert.equal(grown('daylight_refusals_total', {code: 'not_signed_in'}), 0);
  const secrets = ['application', 'bank-line', 'refund', 'answers', sale.lot, '127.0.0.1', ...load.parties.flatMap((party) => [party.organisation, party.organisation_id])];
  for (const secret of secrets) {
    assert.ok(!now.text.includes(secret), `${secret} stands in the metrics`);
  }
  for (const {labels} of now.all('daylight_http_requests_total')) {
    assert.ok(!/[0-9A-HJKMNP-TV-Z]{26}/.test(labels.route), `${labels.route} is an address, not its pattern`);
  }
});

step('it gives nothing else, to nobody else', async () => {
  for (const path of ['/', '/metrics/', '/metrics?debug=1', '/readyz', '/api/v1/lots']) {
    assert.equal((await ask(path)).status, 404, path);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
    assert.equal((await ask('/metrics', {method, headers: {'Content-Length': 0}})).status, 405, method);
  }
  assert.equal((await ask('/metrics', {headers: {Host: 'evil.example'}})).status, 421);
  assert.equal(execFileSync('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', `http://localhost:${port}/metrics`], {encoding: 'utf8'}), '200');
  // The public port knows no such address, and the private one is on this machine's own interface alone.
  const outside = await center.visitor.tell('GET', '/metrics');
  assert.ok(!outside.text.includes('daylight_'), outside.text.slice(0, 200));
  const listening = readFileSync(`/proc/${server.process.pid}/net/tcp`, 'utf8').split('\n').map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === '0A' && local.endsWith(`:${port.toString(16).toUpperCase().padStart(4, '0')}`)).map(([, local]) => local);
  assert.deepEqual(listening.map((local) => local.split(':')[0]), ['0100007F']);
});

step('an outage, and a row that somebody changed, show at once', async () => {
  const database = server.databaseProcess();
  const before_ = await scrape();
  process.kill(database, 'SIGSTOP');
  try {
    await becomes('a pulse that is late while the database stands still', (one) => one.sum('daylight_pulse_age_seconds') > 3, 60);
    await sleep(1000);
  } finally {
    process.kill(database, 'SIGCONT');
  }
  await becomes('the outage', (one) => one.sum('daylight_outages_total', {cause: 'server_silent'}) > before_.sum('daylight_outages_total', {cause: 'server_silent'}), 90);

  server.sql('UPDATE lot SET published_at = published_at - 86400000');
  const alarmed = await becomes('the alarm', (one) => one.sum('daylight_alarms', {source: 'audit'}) > 0, 90);
  assert.equal(alarmed.sum('daylight_alarms', {source: 'witness'}), 0);
  assert.equal(spawnSync(promtool, ['check', 'metrics'], {input: alarmed.text}).status, 0);
});

step('a port that another has, or an address that the world can reach, is refused at the start', async () => {
  const refusedWith = async (settings) => {
    const other = new Server({demo: pace, settings});
    try {
      await assert.rejects(other.start(), /the server ended/);
      return other.output;
    } finally {
      await other.remove();
    }
  };
  assert.match(await refusedWith({'metrics.port': port}), new RegExp(`cannot have 127\\.0\\.0\\.1:${port}`));
  assert.match(await refusedWith({'metrics.port': await freePort(), 'metrics.address': '0.0.0.0'}), /none of this machine's own or of a private network/);
});
