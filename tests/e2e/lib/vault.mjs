// What a holder's file holds, read with openssl's parser and node's crypto alone: PKCS#8 encrypted by PBES2 with scrypt
// and AES-256-CBC (RFC 5958, RFC 8018, RFC 7914), within which a text lies.
import {execFileSync} from 'node:child_process';
import {createDecipheriv, scryptSync} from 'node:crypto';

export function openVault(file, passphrase) {
  const shown = execFileSync('openssl', ['asn1parse', '-in', file], {maxBuffer: 64 * 1024 * 1024}).toString();
  const [salt, iv, sealed] = [...shown.matchAll(/OCTET STRING +\[HEX DUMP\]:(\S+)/g)].map(([, hex]) => Buffer.from(hex, 'hex'));
  const [N, r, p] = [...shown.matchAll(/INTEGER +:(\S+)/g)].map(([, hex]) => parseInt(hex, 16));
  const key = scryptSync(passphrase, salt, 32, {N, r, p, maxmem: 256 * N * r});
  const cipher = createDecipheriv('aes-256-cbc', key, iv);
  const opened = Buffer.concat([cipher.update(sealed), cipher.final()]);
  return JSON.parse(opened.subarray(opened.indexOf('{"format":')).toString());
}
