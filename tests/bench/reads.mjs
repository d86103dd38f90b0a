// What the public reads over TLS on connections that stay open, in CPU of the server a request. Yardsticks: a bare Beast
// loop and nginx, serving the same bytes on the same core under the same load.
import {execFile} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {openCast} from './cast.mjs';
import {BareServer, Nginx} from './peers.mjs';

const connections = 32;

// Requests that wrk got answered in the time, all with 200.
async function load(bench, port, path, seconds) {
  const [command, ...rest] = bench.pinned(bench.loadCore, 'wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', `https://localhost:${port}${path}`]);
  const {stdout} = await promisify(execFile)(command, rest);
  if (/Non-2xx|Socket errors/.test(stdout)) {
    throw new Error(stdout);
  }
  return Number(stdout.match(/(\d+) requests in/)[1]);
}

// Microseconds of CPU a request, of all the processes together.
async function cost(bench, pids, port, path, seconds) {
  const used = () => pids.reduce((sum, pid) => sum + bench.cpuSeconds(pid), 0);
  const before = used();
  const requests = await load(bench, port, path, seconds);
  return ((used() - before) * 1e6) / requests;
}

export async function measure(bench) {
  const seconds = bench.seconds ?? 6;
  const runs = bench.runs ?? 5;
  const server = await bench.server({demo: {first_rate: 43200, first_days: 28, rate: 60}});
  const {center, cast} = await openCast(bench, server, {bidders: 2, lots: 19, biddersALot: 0, lotsAListing: 1});
  const what = [
    {name: 'a lot', path: `/api/v1/lots/${cast.lots[0].lot}`},
    {name: 'a list of announcements', path: '/api/v1/announcements?limit=20'},
  ];
  for (const one of what) {
    one.bytes = (await center.visitor.send('GET', one.path)).raw;
  }
  const folder = bench.folder();
  const files = what.map((one, i) => {
    const file = join(folder, `${i}`);
    writeFileSync(file, one.bytes);
    return file;
  });
  const bare = await BareServer.start(bench, server, files);
  const nginx = await Nginx.start(bench, server, what.map((one) => one.bytes));
  const ours = [server.process.pid, server.databaseProcess()];
  const rows = [];
  for (const [i, {name, path, bytes}] of what.entries()) {
    const costs = {ours: [], bare: [], nginx: []};
    await load(bench, server.port, path, 1);
    for (let run = 0; run < runs; ++run) {
      costs.bare.push(await cost(bench, bare.pids, bare.port, `/${i}`, seconds));
      costs.ours.push(await cost(bench, ours, server.port, path, seconds));
      costs.nginx.push(await cost(bench, nginx.pids, nginx.port, `/${i}`, seconds));
      bench.say(`${name}: ${costs.ours.at(-1).toFixed(1)} µs, bare loop ${costs.bare.at(-1).toFixed(1)} µs, nginx ${costs.nginx.at(-1).toFixed(1)} µs`);
    }
    // As rates on a whole core, so that more is better in both columns.
    const rate = (values) => values.map((one) => 1e6 / one);
    const size = `${name} as JSON, ${(bytes.length / 1024).toFixed(1)} KB`;
    rows.push(bench.row({
      name: `reads a second on one core: ${size}`, unit: '1/s', values: rate(costs.ours),
      yardstick: 'a bare Beast loop', yardstick_values: rate(costs.bare), target: 'ratio >= 0.95'}));
    rows.push(bench.row({
      name: `the same beside nginx: ${size}`, unit: '1/s', values: rate(costs.ours), yardstick: 'nginx', yardstick_values: rate(costs.nginx)}));
  }
  await bare.end();
  await nginx.end();
  return rows;
}
