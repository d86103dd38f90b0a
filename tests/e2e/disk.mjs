// A disk that is full: nothing is acknowledged that is not stored, reads go on, and room is all that it takes.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, statfsSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {everyQuoteIsThereOnce, openedCenter, pace} from './lib/load.mjs';
import {Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';

const long = process.env.DAYLIGHT_LONG === '1';
const mayMount = process.getuid() === 0;

step('a full disk acknowledges nothing that is not stored, reads go on, and room is all it needs', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'daylight-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0755', 'tmpfs', disk]);
  const small = new Server({demo: pace, data: join(disk, 'data')});
  try {
    const other = await openedCenter(small, '乙');
    other.load.begin();
    await other.load.until(5);
    const filler = join(disk, 'filler');
    fill(disk, filler);
    const full = Date.now();
    // Long enough that what the database has preallocated is used up, or the quoting has stopped.
    while (Date.now() - full < (long ? 60000 : 15000)) {
      assert.equal((await other.center.visitor.tell('GET', `/api/v1/lots/${other.sale.lot}`)).status, 200);
      fill(disk, filler + Date.now());
      await sleep(200);
    }
    const atFull = other.load.acknowledged.size;
    execFileSync('sh', ['-c', `rm -f ${filler}*`]);
    await other.load.until(atFull + 5);
    await other.load.end();
    const count = await everyQuoteIsThereOnce(other.center, other.sale.lot, other.load);
    console.log(`a full disk: ${count} quotes acknowledged, ${other.load.sentAgain} sent again`);
  } catch (error) {
    console.log(small.output.slice(-4000));
    throw error;
  } finally {
    await small.stop();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, {recursive: true, force: true});
  }
}, {skip: !mayMount && 'mounting a small disk needs root'});

function fill(disk, file) {
  const {bavail, bsize} = statfsSync(disk);
  if (bavail > 0) {
    try {
      writeFileSync(file, Buffer.alloc(Math.max(bsize, bavail * bsize)));
    } catch (error) {
      assert.equal(error.code, 'ENOSPC');
    }
  }
}
