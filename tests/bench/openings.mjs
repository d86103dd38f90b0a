// Sealed bids opened by the server, letters and then files, beside a loop of stock `openssl cms -decrypt` over the very
// same sealed bytes; and a sealed file sent and kept, beside nginx that takes the same bytes to a synced file.
import {execFileSync} from 'node:child_process';
import {ECDH} from 'node:crypto';
import {closeSync, fsyncSync, openSync, readFileSync, writeFileSync} from 'node:fs';
import {request} from 'node:https';
import {join} from 'node:path';
import {at} from '../e2e/lib/center.mjs';
import {Tendering} from '../e2e/lib/tender.mjs';
import {generous} from './lib.mjs';
import {Nginx} from './peers.mjs';

const mebibyte = 1024 * 1024;
const seconds = (from) => (performance.now() - from) / 1000;
const fullPoint = (hex) => ECDH.convertKey(Buffer.from(hex, 'hex'), 'prime256v1', null, null, 'uncompressed');

// With the agreed point in the place of the sender's, the private key 1 opens it.
function withPoint(bytes, from, to) {
  const at = bytes.subarray(0, 4096).indexOf(fullPoint(from));
  if (at < 0) {
    throw new Error('an envelope without the point that the closing list names');
  }
  fullPoint(to).copy(bytes, at);
  return bytes;
}

// All sealed bytes of the lot, as whoever opens them with stock tools has them.
async function sealedFiles(tendering, lot, folder) {
  const {center, tenderer} = tendering;
  const list = await center.visitor.get(`/api/v1/tender-lots/${lot}/closing-list`);
  const files = [];
  for (const {submission, envelopes} of list.submissions) {
    for (const {part, point} of envelopes) {
      const path = `/api/v1/tender-lots/${lot}/files/${submission}/${part}`;
      const {size, chunk_bytes, agreed} = await tenderer.get(path);
      const chunks = [];
      for (let number = 0; number * chunk_bytes < size; ++number) {
        const chunk = await tenderer.send('GET', `${path}/chunks/${number}`);
        if (chunk.status !== 200) {
          throw new Error(`${chunk.path}: ${chunk.status} ${chunk.text}`);
        }
        chunks.push(chunk.raw);
      }
      const file = join(folder, `${submission}-${part}`);
      writeFileSync(file, withPoint(Buffer.concat(chunks), point, agreed));
      files.push(file);
    }
  }
  return files;
}

// When a moment of the procedures was, by the machine's own clock (server/shell/clock.cpp): a server's moments are exact,
// where whoever asks sees them a little later.
function realTime(server, moment) {
  const anchors = server.sql('SELECT real_at, procedure_at, rate, slow_from, slow_rate FROM clock_anchor ORDER BY id')
    .map((line) => line.split('\t').map((cell) => (cell === 'NULL' ? null : Number(cell))));
  const [real, procedure, rate, slowFrom, slowRate] = anchors.findLast(([, from]) => from <= at(moment));
  const slow = slowFrom === null ? at(moment) : Math.min(Math.max(slowFrom, procedure), at(moment));
  return real + (slow - procedure) / rate + (at(moment) - slow) / (slowRate ?? 1);
}

// A lot that takes bids, with room for all of them until its deadline.
async function prepared(tendering) {
  await tendering.open();
  await tendering.equipHolders();
  await tendering.makeKeys(1);
  const [lot] = await tendering.publish([tendering.terms('DY-SG-1')]);
  return lot;
}

async function open(bench, {bids, size}) {
  const tendering = new Tendering({demo: 600, settings: generous});
  try {
    const lot = await prepared(tendering);
    bench.say(`${bids} bids of ${size / mebibyte} MiB`);
    for (let i = 0; i < bids; ++i) {
      const bidder = await tendering.bidder(`投标建设 ${i} 有限公司`, 30000001 + i, `bidder-${i}`, {size});
      await tendering.handIn(bidder, lot.id, {price: 2500000000, price_in_words: '人民币贰仟伍佰万元整', leader: `项目负责人 ${i}`});
    }
    for (const officer of tendering.officers) {
      await tendering.stop(officer);  // so that nothing opens before memory is looked at
    }
    await tendering.passDeadline(lot.id);
    await tendering.eventually('the closing', async () => (await tendering.lot(lot.id)).state === 'closed', 600);
    const {pid} = tendering.server.process;
    const before = bench.residentMebibytes(pid);
    writeFileSync(`/proc/${pid}/clear_refs`, '5');  // the most that it held begins anew: proc(5)
    tendering.officers.forEach((officer) => tendering.run(officer));
    await tendering.filesOpened(lot.id, 600);
    const {timeline} = await tendering.lot(lot.id);
    const [from, until] = ['opening_begun', 'files_opened'].map((type) => realTime(tendering.server, timeline.find((entry) => entry.type === type).at));
    const ours = (until - from) / 1000;
    const peak = Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmHWM:\s+(\d+) kB$/m)[1]) / 1024;
    const folder = bench.folder();
    const files = await sealedFiles(tendering, lot.id, folder);
    const saved = await tendering.verifyOpening(lot.id, '--save', folder);
    if (saved.status !== 0) {
      throw new Error(saved.stdout + saved.stderr);
    }
    const start = performance.now();
    for (const file of files) {
      execFileSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', file, '-inkey', join(folder, 'one.pem'), '-out', `${file}.opened`]);
    }
    const theirs = seconds(start);
    bench.say(`${ours.toFixed(2)} s, stock openssl ${theirs.toFixed(2)} s, ${before.toFixed(0)} MiB before and ${peak.toFixed(0)} at most`);
    return {ours, theirs, more: peak - before};
  } finally {
    await tendering.close();
  }
}

// One sealed file to a server that runs, as often as asked: MB/s until the platform has it whole and checked.
async function uploads(bench, size) {
  const tendering = new Tendering({demo: 600, settings: generous});
  let nginx;
  try {
    const lot = await prepared(tendering);
    const bidder = await tendering.bidder('投标建设有限公司', 30000001, 'bidder', {size});
    const bytes = tendering.sealByOpenssl(bidder, lot.id, 'files', readFileSync(tendering.file('bidder', 'files.bin')));
    nginx = await Nginx.start(bench, tendering.server, [Buffer.from('{}')]);
    const rates = {ours: [], nginx: []};
    for (let run = 0; run < (bench.runs ?? 3); ++run) {
      let from = performance.now();
      const {id} = await tendering.upload(bidder, bytes);
      rates.ours.push(bytes.length / 1e6 / seconds(from));
      await bidder.post(`/api/v1/sealed-uploads/${id}/drop`);
      from = performance.now();
      await put(nginx, `/sent-${run}`, bytes);
      rates.nginx.push(bytes.length / 1e6 / seconds(from));
      bench.say(`${rates.ours.at(-1).toFixed(0)} MB/s, nginx ${rates.nginx.at(-1).toFixed(0)} MB/s`);
    }
    return rates;
  } finally {
    await nginx?.end();
    await tendering.close();
  }
}

async function put(nginx, path, body) {
  await new Promise((resolve, reject) => {
    const sending = request({host: 'localhost', port: nginx.port, path, method: 'PUT', rejectUnauthorized: false, headers: {'Content-Length': body.length}}, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode < 300 ? resolve() : reject(new Error(`nginx answered ${answer.statusCode}`))));
    });
    sending.on('error', reject);
    sending.end(body);
  });
  const file = openSync(join(nginx.root, path), 'r+');
  fsyncSync(file);
  closeSync(file);
}

export async function measure(bench) {
  const shapes = bench.small ? [{bids: 5, size: mebibyte}, {bids: 3, size: 8 * mebibyte}] : [{bids: 100, size: mebibyte}, {bids: 20, size: 100 * mebibyte}];
  const rows = [];
  for (const shape of shapes) {
    const runs = [];
    for (let run = 0; run < (bench.runs ?? 1); ++run) {
      runs.push(await open(bench, shape));
    }
    const what = `${shape.bids} letters and as many files of ${shape.size / mebibyte} MiB`;
    rows.push(bench.row({
      name: `${what} opened`, unit: 's', values: runs.map((one) => one.ours),
      yardstick: 'looping stock openssl cms -decrypt', yardstick_values: runs.map((one) => one.theirs), target: 'ratio <= 1.5'}));
    rows.push(bench.row({name: `memory of the server that it took: ${shape.bids} files of ${shape.size / mebibyte} MiB`, unit: 'MiB', values: runs.map((one) => one.more), target: 'value <= 100'}));
  }
  const rates = await uploads(bench, bench.small ? 8 * mebibyte : 100 * mebibyte);
  rows.push(bench.row({
    name: 'a sealed file sent, kept in the database and checked', unit: 'MB/s', values: rates.ours,
    yardstick: 'nginx to a synced file', yardstick_values: rates.nginx, target: 'ratio >= 0.25'}));
  return rows;
}
