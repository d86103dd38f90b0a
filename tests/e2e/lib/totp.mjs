// An authenticator app, by RFC 6238 and RFC 4648 alone.
import {createHmac} from 'node:crypto';

function fromBase32(text) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const character of text.replace(/\s/g, '')) {
    bits += alphabet.indexOf(character).toString(2).padStart(5, '0');
  }
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

export const totpStep = () => Math.floor(Date.now() / 30000);

export function totp(secret, step = totpStep()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, '0');
}

// An app that, as people do, waits for the next code rather than telling one twice.
export class App {
  constructor(secret) {
    this.secret = secret;
    this.used = 0;
  }
  async code() {
    while (totpStep() <= this.used) {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    this.used = totpStep();
    return totp(this.secret, this.used);
  }
}
