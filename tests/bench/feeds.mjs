// One accepted quote, to as many watchers of its lot as a land sale of a big city may have: when the last one has it.
// Yardstick: the same bytes, written by a bare loop to as many TLS connections.
import {createInterface} from 'node:readline';
import {spawn} from 'node:child_process';
import https from 'node:https';
import {join} from 'node:path';
import {openCast} from './cast.mjs';
import {BareServer} from './peers.mjs';

const nanoseconds = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;

class Watchers {
  constructor(bench, port, target, count) {
    const [command, ...rest] = bench.pinned(bench.loadCore, join(bench.bin, 'watchers'), [String(port), target, String(count)]);
    this.process = spawn(command, rest, {stdio: ['pipe', 'pipe', 'inherit']});
    this.lines = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }
  async line() {
    const {value, done} = await this.lines.next();
    if (done) {
      throw new Error('the watchers ended');
    }
    return value;
  }
  async expect(word) {
    const line = await this.line();
    if (line !== word) {
      throw new Error(`the watchers said "${line}", not "${word}"`);
    }
  }
  // Milliseconds from the act's beginning until the last one has the word.
  async measure(word, act) {
    this.process.stdin.write(word + '\n');
    await this.expect('waiting');
    const begun = nanoseconds();
    await act();
    const {last} = JSON.parse(await this.line());
    return Number(BigInt(last) - begun) / 1e6;
  }
  end() {
    this.process.stdin.end();
    return new Promise((resolve) => this.process.on('exit', resolve));
  }
}

// The bytes that a watcher of the lot gets for one quote.
function frameOfOneQuote(server, ca, lot, act) {
  return new Promise((resolve, reject) => {
    let text = '';
    const request = https.get(`${server.address}/api/v1/feed?lot=${lot}`, {ca, agent: false}, (response) => {
      response.on('data', (bytes) => {
        text += bytes;
        const found = act.sent && text.split('\n\n').find((frame) => frame.includes(act.word));
        if (found) {
          request.destroy();
          resolve(found + '\n\n');
        } else if (!act.sent) {
          act.sent = true;
          act.send().catch(reject);
        }
      });
    });
    request.on('error', (error) => (request.destroyed ? null : reject(error)));
  });
}

function post(port, ca, path, body) {
  return new Promise((resolve, reject) => {
    const request = https.request({host: 'localhost', port, path, method: 'POST', ca, headers: {'Content-Length': body.length}}, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
    request.end(body);
  });
}

export async function measure(bench) {
  const count = bench.small ? 500 : 5000;
  const runs = bench.runs ?? 9;
  const server = await bench.server({demo: {first_rate: 43200, first_days: 28, rate: 60}});
  const {center, parties, cast} = await openCast(bench, server, {bidders: 2, lots: 0, biddersALot: 0});
  const {lot, step} = cast.lots[0];
  const {ca} = center.visitor;
  for (const {bidder, plate} of cast.lots[0].seats) {
    parties[bidder].plate = plate;
  }
  let price = cast.lots[0].price;
  let turn = 0;
  // Two bidders outbid each other.
  const nextQuote = () => {
    price += step;
    const party = parties[turn++ % 2];
    const send = async () => {
      const reply = await party.tellSigned(`/api/v1/lots/${lot}/quotes`, center.quote(party, lot, price));
      if (reply.status !== 200) {
        throw new Error(reply.text);
      }
    };
    return {word: `"price":${price},`, send};
  };
  const frame = await frameOfOneQuote(server, ca, lot, {...nextQuote(), sent: false});

  const without = bench.residentMebibytes(server.process.pid);
  const ours = new Watchers(bench, server.port, `/api/v1/feed?lot=${lot}`, count);
  await ours.expect('ready');
  await bench.sleep(2000);
  const memory = ((bench.residentMebibytes(server.process.pid) - without) * 1024) / count;

  const bare = await BareServer.start(bench, server, []);
  const theirs = new Watchers(bench, bare.port, '/feed', count);
  await theirs.expect('ready');
  const measured = [];
  const yardstick = [];
  for (let run = 0; run < runs; ++run) {
    const quote = nextQuote();
    measured.push(await ours.measure(quote.word, quote.send));
    // As long, and marked so that each run has a word of its own.
    const mark = `"price":${price + 1},`;
    const bytes = Buffer.from(frame.replace(/"price":\d+,/, mark));
    yardstick.push(await theirs.measure(mark, () => post(bare.port, ca, '/push', bytes)));
    bench.say(`${count} watchers: ${measured.at(-1).toFixed(1)} ms, bare loop ${yardstick.at(-1).toFixed(1)} ms`);
  }
  await ours.end();
  await theirs.end();
  await bare.end();
  return [
    bench.row({
      name: `one quote to ${count} watchers of its lot (${frame.length} bytes each): from sending it until the last one has it`, unit: 'ms', values: measured,
      yardstick: 'the same bytes by a bare Beast loop', yardstick_values: yardstick, target: 'ratio <= 2'}),
    bench.row({name: 'memory of the server for each watcher', unit: 'KiB', values: [memory], target: 'value <= 90'}),
  ];
}
