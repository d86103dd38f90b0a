// Servers that ours is measured against, with the same certificate on the same core.
import {spawn} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import https from 'node:https';
import {join} from 'node:path';
import {freePort, sleep} from '../e2e/lib/server.mjs';

const tlsOf = (server) => ({certificate: join(server.data, 'tls', 'server.pem'), key: join(server.data, 'tls', 'server.key')});

function answers(port, path) {
  return new Promise((resolve) => {
    https.get({host: 'localhost', port, path, rejectUnauthorized: false, agent: false}, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

class Peer {
  constructor(bench, port, program, args) {
    this.port = port;
    const [command, ...rest] = bench.pinned(bench.serverCore, program, args);
    this.process = spawn(command, rest, {stdio: ['ignore', 'ignore', 'inherit']});
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
  }
  async ready(path) {
    for (let tries = 0; tries < 100; ++tries) {
      if (await answers(this.port, path)) {
        return;
      }
      await sleep(50);
    }
    throw new Error('a server to compare with does not answer');
  }
  end() {
    this.process.kill('SIGTERM');
    return this.ended;
  }
  get pids() {
    return [this.process.pid];
  }
}

export class BareServer extends Peer {
  static async start(bench, server, files) {
    const {certificate, key} = tlsOf(server);
    const port = await freePort();
    const peer = new BareServer(bench, port, join(bench.bin, 'bare_server'), [String(port), certificate, key, ...files]);
    await (files.length > 0 ? peer.ready('/0') : sleep(500));
    return peer;
  }
}

// One process that serves files, nothing logged.
export class Nginx extends Peer {
  static async start(bench, server, files) {
    const {certificate, key} = tlsOf(server);
    const port = await freePort();
    const folder = bench.folder();
    mkdirSync(join(folder, 'files'));
    files.forEach((bytes, i) => writeFileSync(join(folder, 'files', `${i}`), bytes));
    writeFileSync(join(folder, 'nginx.conf'), `
daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log stderr error; user root;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; open_file_cache max=100; keepalive_requests 100000000; keepalive_timeout 600;
  default_type application/json; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} ssl; server_name localhost; root ${folder}/files; dav_methods PUT; client_max_body_size 1g;
    ssl_certificate ${certificate}; ssl_certificate_key ${key}; ssl_protocols TLSv1.2 TLSv1.3;
  }
}
`);
    const peer = new Nginx(bench, port, 'build/nginx/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')]);
    await peer.ready('/0');
    peer.root = join(folder, 'files');
    return peer;
  }
}
