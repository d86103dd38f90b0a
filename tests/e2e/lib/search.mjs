// Looks for what must not be there, in every form in which programs keep a text or a number: in files, and in the memory
// of running processes as a core dump would show it.
import {closeSync, openSync, readdirSync, readFileSync, readSync, statSync} from 'node:fs';
import {join} from 'node:path';

const piece = 4 * 1024 * 1024;

function formsOf(word) {
  const bytes = Buffer.from(word);
  const forms = {'as it is': bytes, 'UTF-16': Buffer.from(word, 'utf16le'), hex: Buffer.from(bytes.toString('hex')), 'upper-case hex': Buffer.from(bytes.toString('hex').toUpperCase())};
  // Base64 of it anywhere in a longer text: without the characters that its neighbours have a part in.
  for (const before of [0, 1, 2]) {
    const whole = (bytes.length + before) - (bytes.length + before) % 3;
    const text = Buffer.concat([Buffer.alloc(before), bytes]).subarray(0, whole).toString('base64');
    forms[`base64, ${before} before`] = Buffer.from(text.slice(before === 0 ? 0 : before + 1));
  }
  return forms;
}

export class Search {
  // Words as texts; whole numbers also as eight bytes.
  constructor(...words) {
    this.forms = words.flatMap((word) => Object.entries({...formsOf(String(word)), ...(typeof word === 'number' ? {'a number': eightBytes(word)} : {})})
      .map(([name, bytes]) => ({name: `${word} (${name})`, bytes})));
    this.longest = Math.max(...this.forms.map(({bytes}) => bytes.length));
    this.buffer = Buffer.alloc(piece + this.longest);
  }

  inBytes(bytes) {
    return this.forms.filter((form) => bytes.includes(form.bytes)).map(({name}) => name);
  }

  // `from` to `to` of an open file, by pieces that overlap by the longest form.
  inRange(file, from, to, found) {
    let kept = 0;
    let size = 0;
    for (let at = from; at < to;) {
      let read;
      try {
        read = readSync(file, this.buffer, kept, Math.min(piece, to - at), at);
      } catch (error) {
        if (!['EIO', 'EFAULT'].includes(error.code)) {
          throw error;
        }
        break;  // memory that nobody can read, the process itself neither
      }
      if (read === 0) {
        break;
      }
      const seen = this.buffer.subarray(0, kept + read);
      this.inBytes(seen).forEach((name) => found.add(name));
      at += read;
      size += read;
      const tail = Math.min(this.longest, seen.length);
      this.buffer.copy(this.buffer, 0, seen.length - tail, seen.length);
      kept = tail;
    }
    return size;
  }

  // What is found in one file.
  inFile(path) {
    const found = new Set();
    let file;
    try {
      file = openSync(path, 'r');
    } catch (error) {
      if (error.code === 'ENOENT') {
        return [];  // it went while we looked
      }
      throw error;
    }
    try {
      this.inRange(file, 0, Number.MAX_SAFE_INTEGER, found);
    } finally {
      closeSync(file);
    }
    return [...found].map((name) => `${path}: ${name}`);
  }
  inFolder(folder) {
    return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? this.inFolder(path) : entry.isFile() ? this.inFile(path) : [];
    });
  }

  // The memory of a process, which stands still meanwhile, and every file that it holds open, those without a name too.
  // `size`: how much was seen; `denied`: why nothing was, where we may not look.
  inProcess(pid) {
    const found = new Set();
    let memory;
    process.kill(pid, 'SIGSTOP');
    try {
      memory = openSync(`/proc/${pid}/mem`, 'r');
      let size = 0;
      for (const [, from, to] of readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(/^([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+ *(?!\[v)/gm)) {
        size += this.inRange(memory, parseInt(from, 16), parseInt(to, 16), found);
      }
      return {size, found: [...found, ...this.inOpenFiles(pid)]};
    } catch (error) {
      if (!['EACCES', 'EPERM'].includes(error.code)) {
        throw error;
      }
      return {size: 0, found: [], denied: error.message};
    } finally {
      process.kill(pid, 'SIGCONT');
      if (memory !== undefined) {
        closeSync(memory);
      }
    }
  }
  inOpenFiles(pid) {
    return readdirSync(`/proc/${pid}/fd`).map((number) => `/proc/${pid}/fd/${number}`)
      .filter((link) => statSync(link, {throwIfNoEntry: false})?.isFile()).flatMap((link) => this.inFile(link));
  }
}

function eightBytes(number) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(number));
  return bytes;
}
