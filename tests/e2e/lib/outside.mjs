// A certification authority outside the platform, by the openssl command alone, and a web server on which it publishes
// its revocation lists.
import {execFileSync} from 'node:child_process';
import {createServer} from 'node:http';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const openssl = (...args) => execFileSync('openssl', args, {stdio: ['ignore', 'pipe', 'pipe']}).toString();
// "20261128160000Z", as openssl takes a moment.
const moment = (at) => new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');

const extensions = `
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[client]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[stamps]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
`;

export class OutsideAuthority {
  constructor(name) {
    this.folder = mkdtempSync(join(tmpdir(), 'daylight-outside-'));
    this.serials = 0;
    this.revoked = [];
    this.number = 0;
    const {folder} = this;
    writeFileSync(join(folder, 'ca.cnf'), `[req]\ndistinguished_name = dn\n[dn]\n[ca]\ndefault_ca = it\n[it]\ndatabase = ${folder}/index.txt\ncrlnumber = ${folder}/number\ndefault_md = sha256\ncrl_extensions = list\n[list]\nauthorityKeyIdentifier = keyid:always\n${extensions}`);
    this.newKey('ca');
    openssl('req', '-new', '-x509', '-config', this.at('ca.cnf'), '-extensions', 'authority', '-key', this.at('ca.key'), '-sha256', '-days', '3650', '-subj', `/CN=${name}`, '-out', this.at('ca.pem'));
    this.pem = this.read('ca.pem');
  }

  at(name) {
    return join(this.folder, name);
  }
  read(name) {
    return readFileSync(this.at(name), 'utf8');
  }
  newKey(name) {
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', this.at(`${name}.key`));
  }

  // {cert, key, serial} as PEM, with the files' names.
  issue(name, subject, {use = 'client', days = 300} = {}) {
    const serial = (0x50000000 + ++this.serials).toString(16);
    this.newKey(name);
    openssl('req', '-new', '-config', this.at('ca.cnf'), '-utf8', '-key', this.at(`${name}.key`), '-subj', subject, '-out', this.at(`${name}.csr`));
    openssl('x509', '-req', '-in', this.at(`${name}.csr`), '-CA', this.at('ca.pem'), '-CAkey', this.at('ca.key'), '-sha256', '-set_serial', `0x${serial}`,
      '-days', String(days), '-extfile', this.at('ca.cnf'), '-extensions', use, '-out', this.at(`${name}.pem`));
    return {cert: this.read(`${name}.pem`), key: this.read(`${name}.key`), certFile: this.at(`${name}.pem`), keyFile: this.at(`${name}.key`), serial};
  }

  revoke({serial}) {
    this.revoked.push({serial, at: moment(Date.now() - 1000).slice(2)});
  }

  // A list in DER, of the next number unless it is told, that holds from and until so many seconds from now.
  list({number = ++this.number, from = -5, until = 3600, revoked = this.revoked} = {}) {
    const lines = revoked.map(({serial, at}) => `R\t401231235959Z\t${at}\t${serial.toUpperCase()}\tunknown\t/CN=x\n`);
    writeFileSync(this.at('index.txt'), lines.join(''));
    writeFileSync(this.at('number'), number.toString(16).padStart(4, '0') + '\n');
    openssl('ca', '-gencrl', '-config', this.at('ca.cnf'), '-name', 'it', '-keyfile', this.at('ca.key'), '-cert', this.at('ca.pem'),
      '-crl_lastupdate', moment(Date.now() + from * 1000), '-crl_nextupdate', moment(Date.now() + until * 1000), '-out', this.at('list.pem'));
    openssl('crl', '-in', this.at('list.pem'), '-outform', 'DER', '-out', this.at('list.der'));
    return readFileSync(this.at('list.der'));
  }

  remove() {
    rmSync(this.folder, {recursive: true, force: true});
  }
}

// Answers with whatever `answer` does at the moment: a function of node's response.
export class ListServer {
  constructor() {
    this.asked = 0;
    this.answer = (response) => response.writeHead(404).end();
    this.server = createServer((request, response) => {
      ++this.asked;
      this.answer(response, request);
    });
  }
  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}/licensed.crl`;
  }
  serve(list) {
    this.answer = (response) => response.end(list);
  }
  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
